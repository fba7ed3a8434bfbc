// Two sites at once: the pages of one wait for a server or a clock while the other's compute. No test is bound to real time, so more at once would only be slower.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
