using System.Globalization;
using System.Text;
using WorkflowItsm.Benchmarks.Quick;

namespace WorkflowItsm.Benchmarks.Full;

/// <summary>The page of figures, in English and Simplified Chinese, and its plots.</summary>
internal sealed class PerformancePage(Measured measured)
{
    private static readonly (string Beginning, BothWords Title)[] _parts =
    [
        ("memory", new("The engine alone, in memory, one thread", "仅引擎，内存中，单线程")),
        ("durable", new("Durable commands on SQLite (fsync before the answer)", "SQLite 上的持久化命令（应答前 fsync）")),
        ("postgres", new("Durable commands on PostgreSQL on the same machine", "同一机器上 PostgreSQL 上的持久化命令")),
        ("http", new("Incidents over HTTP, load from another process on the same cores", "经 HTTP 创建事件，负载来自同一机器上的另一进程")),
        ("dmn", new("Decision tables, per second of CPU", "决策表，每秒 CPU 时间")),
        ("table", new("Checking a decision table", "检查决策表")),
        ("timers", new("100,000 timers due within two minutes, beside starts by 64 callers", "两分钟内到期的 100,000 个定时器，同时有 64 个调用方创建工单")),
        ("large", new("A large store", "大型存储")),
    ];

    /// <summary>Writes both pages and the plots.</summary>
    public void Write(string folder)
    {
        var plots = Directory.CreateDirectory(Path.Combine(folder, "performance")).FullName;
        foreach (var one in measured.Series)
        {
            File.WriteAllText(Path.Combine(plots, one.Name + ".svg"), Plot.Draw(one, chinese: false));
            File.WriteAllText(Path.Combine(plots, one.Name + ".zh-CN.svg"), Plot.Draw(one, chinese: true));
        }

        File.WriteAllText(Path.Combine(folder, "performance.md"), Page(chinese: false));
        File.WriteAllText(Path.Combine(folder, "performance.zh-CN.md"), Page(chinese: true));
    }

    private string Page(bool chinese)
    {
        var page = new StringBuilder();
        page.Append(chinese ? "# 性能\n\n[English](performance.md)\n\n" : "# Performance\n\n[中文](performance.zh-CN.md)\n\n");
        page.Append(chinese
            ? "本页由基准程序写出，不手工修改。每个有基线的数字都与基线在同一次运行中交替测得；比值才是要看的，绝对值取决于机器。各部分可能来自不同的运行。\n\n"
            : "The benchmarks write this page; nobody edits it. A figure with a baseline was measured in turns with it in the same run: the ratio is what counts, the rest depends on the machine. Parts may be of different runs.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{(chinese ? "机器" : "Machine")}: {Environment.ProcessorCount} {(chinese ? "个处理器核心" : "cores")}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, {System.Runtime.InteropServices.RuntimeInformation.OSArchitecture}.\n\n");
        page.Append("```\ndotnet run -c Release --project tests/WorkflowItsm.Benchmarks -- generate FOLDER --open 200000 --archived 1000000\n");
        page.Append("dotnet run -c Release --project tests/WorkflowItsm.Benchmarks -- full --store FOLDER --docs docs\n```\n");
        foreach (var (beginning, title) in _parts) Table(page, title.In(chinese), beginning, chinese);
        page.Append(CultureInfo.InvariantCulture, $"\n## {(chinese ? "随规模变化的成本" : "Costs as things grow")}\n\n");
        page.Append(chinese ? "两轴均为十的幂：水平线表示成本与规模无关，对角线表示成本随规模增长。\n" : "Both axes are in powers of ten: a cost that does not depend on the size is a flat line, one that grows with it a diagonal.\n");
        foreach (var one in measured.Series) Plotted(page, one, chinese);
        return page.ToString();
    }

    private void Table(StringBuilder page, string title, string beginning, bool chinese)
    {
        Figure[] rows = [.. measured.Figures.Where(figure => figure.Name.StartsWith(beginning, StringComparison.Ordinal))];
        if (rows.Length == 0) return;
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        if (beginning == "large" && measured.Store is { } store) page.Append(CultureInfo.InvariantCulture, $"{store.In(chinese)}\n\n");
        page.Append(chinese ? "| 数字 | 值 | 单位 | 基线 | 比值 |\n" : "| figure | value | unit | baseline | ratio |\n");
        page.Append("| --- | ---: | --- | ---: | ---: |\n");
        foreach (var row in rows)
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Name}` | {Figure.Text(row.Value)} | {row.Unit} | {Figure.Text(row.Baseline)} | {Figure.Text(row.Value / row.Baseline)} |\n");
    }

    private static void Plotted(StringBuilder page, Series one, bool chinese)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {one.Title.In(chinese)}\n\n![{one.Title.In(chinese)}](performance/{one.Name}{(chinese ? ".zh-CN" : "")}.svg)\n\n");
        page.Append(CultureInfo.InvariantCulture, $"| {one.Grows.In(chinese)} | {string.Join(" | ", one.Lines.Select(line => $"{line.Name.In(chinese)} ({one.Unit})"))} |\n");
        page.Append(CultureInfo.InvariantCulture, $"| ---: |{string.Concat(one.Lines.Select(_ => " ---: |"))}\n");
        foreach (var size in one.Lines.SelectMany(line => line.Points).Select(point => point.Size).Distinct().Order())
        {
            var costs = one.Lines.Select(line => line.Points.Where(point => point.Size == size).Select(point => Figure.Text(point.Cost)).FirstOrDefault("-"));
            page.Append(CultureInfo.InvariantCulture, $"| {size:N0} | {string.Join(" | ", costs)} |\n");
        }
    }
}
