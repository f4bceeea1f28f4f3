using WorkflowItsm.Mail.Tests.Hosting;

// Hosts and mail servers are processes of their own, and two cores are enough for one of them at a time.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(FolderHost))]
