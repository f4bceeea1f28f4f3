// Each test drives processes of its own and two cores are enough for one of them.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
