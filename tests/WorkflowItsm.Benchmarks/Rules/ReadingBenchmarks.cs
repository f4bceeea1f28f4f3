using System.Text;
using BenchmarkDotNet.Attributes;
using WorkflowItsm.Dmn;

namespace WorkflowItsm.Benchmarks.Rules;

/// <summary>Reading, compiling and verifying: fifty tables as a bundle has them, and one as large as people are known to write.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private readonly byte[][] _fifty = [.. Enumerable.Range(0, 50).Select(i => Encoding.UTF8.GetBytes(Tables.Xml($"table{i}", Tables.Eight)))];
    private readonly byte[] _large = Encoding.UTF8.GetBytes(Partition.Xml(rows: 1_500, columns: 7));

    [Benchmark]
    public int FiftyTables() => _fifty.Count(xml => DmnModel.Read("table.dmn", xml).Model is not null);

    [Benchmark]
    public int LargeTable() => DmnModel.Read("large.dmn", _large).Model!.Decisions[0].Verification!.Gaps.Count;
}
