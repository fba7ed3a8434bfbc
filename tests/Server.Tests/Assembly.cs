// Starts are measured and processes killed here; two such tests at once on two cores would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
