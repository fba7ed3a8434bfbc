// Pages are watched as they react; two sites at once on two cores would slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
