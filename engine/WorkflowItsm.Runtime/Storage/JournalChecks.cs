using System.Security.Cryptography;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>What can be wrong with a row, and with the rows by which a case is found. Pure.</summary>
internal static class JournalChecks
{
    /// <summary>A row by itself, and as the one that follows another.</summary>
    public static IEnumerable<JournalProblem> OfRow(JournalRow row, JournalHead before)
    {
        if (row.Position != before.Position + 1)
            yield return Of(
                row,
                $"Row {row.Position} follows row {before.Position}; expected row {before.Position + 1}. A row is missing or was moved.",
                $"第 {row.Position} 行紧跟第 {before.Position} 行，应为第 {before.Position + 1} 行；有一行缺失或被移动。");
        if (row.Checksum != JournalSeal.ChecksumOf(row))
            yield return Of(
                row, $"Row {row.Position} does not match its checksum; it is damaged.", $"第 {row.Position} 行与其校验和不符，已损坏。");
        if (!Same(row.Hash, JournalSeal.HashOf(row, before.Hash.Span)))
            yield return Of(
                row,
                $"Row {row.Position} breaks the hash chain; it, or the row before it, is not what was written.",
                $"第 {row.Position} 行使哈希链断裂；该行或前一行与写入时不同。");
        if (row.Personal is { Data.IsEmpty: false } personal && !Same(row.PersonalDigest, JournalSeal.DigestOf(personal)))
            yield return Of(
                row,
                $"Row {row.Position} has a personal part that does not match its digest; it is not what was written.",
                $"第 {row.Position} 行的个人数据与其摘要不符，与写入时不同。");
    }

    /// <summary>A row that does not follow the facts of its case.</summary>
    public static JournalProblem OutOfPlace(JournalRow row, long facts) => Of(
        row,
        $"Row {row.Position} begins with fact {row.FirstSequence} of case {row.CaseId}; expected fact {facts + 1}.",
        $"第 {row.Position} 行从案例 {row.CaseId} 的第 {row.FirstSequence} 条事实开始，应为第 {facts + 1} 条。");

    /// <summary>Whether a row had a personal part that is no longer there.</summary>
    public static bool IsErased(JournalRow row) => !row.PersonalDigest.IsEmpty && row.Personal is not { Data.IsEmpty: false };

    /// <summary>The rows of a case as its facts give them, against those that are stored.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="facts">How many facts it has.</param>
    /// <param name="erased">Whether values were taken out of it; when the ticket row follows is the eraser's business.</param>
    /// <param name="folded">What its facts give.</param>
    /// <param name="stored">What is stored.</param>
    public static IEnumerable<JournalProblem> OfCase(string caseId, long facts, bool erased, CaseRows folded, StoredCaseRows stored)
    {
        if (!erased && folded.Search != stored.Rows.Search)
            yield return Of(
                caseId, $"Case {caseId} has a ticket row that differs from what its facts give.", $"案例 {caseId} 的工单行与其事实不一致。");
        if (!stored.ColumnsAgree)
            yield return Of(
                caseId, $"Case {caseId} has a ticket row whose columns differ from its fields.", $"案例 {caseId} 的工单行中，列与字段不一致。");
        if (!stored.PersonalAgrees)
            yield return Of(
                caseId,
                $"Case {caseId} has a ticket row that says wrongly whether its journal has personal parts.",
                $"案例 {caseId} 的工单行对其日志是否含有个人部分的记载有误。");
        if (stored.Version is { } version && version != facts)
            yield return Of(
                caseId,
                $"Case {caseId} has a ticket row of version {version}; its facts give {facts}.",
                $"案例 {caseId} 的工单行版本为 {version}，而其事实给出 {facts}。");
        if (!folded.Tasks.Items.ToHashSet().SetEquals(stored.Rows.Tasks))
            yield return Of(
                caseId, $"Case {caseId} has task rows that differ from what its facts give.", $"案例 {caseId} 的任务行与其事实不一致。");
        if (!folded.Due.Items.ToHashSet().SetEquals(stored.Rows.Due))
            yield return Of(
                caseId, $"Case {caseId} has due rows that differ from what its facts give.", $"案例 {caseId} 的到期行与其事实不一致。");
    }

    /// <summary>The snapshot of a case, against the rows of the case, of which none is damaged.</summary>
    /// <remarks>One of another version of the core is never used, and says nothing.</remarks>
    public static IEnumerable<JournalProblem> OfSnapshot(ICaseCore core, CaseSnapshot snapshot, IEnumerable<JournalRow> rows)
    {
        if (!SnapshotCodec.IsWhole(snapshot))
            return Snapshot(snapshot, "does not match its checksum; it is damaged", "与其校验和不符，已损坏");
        if (core.StateCodec is not { } codec || codec.Version != snapshot.CodecVersion) return [];
        var state = core.Initial(snapshot.CaseId);
        foreach (var row in rows)
        {
            foreach (var recorded in RowCodec.Read(core, row)) state = core.Evolve(state, recorded.Fact, recorded.Header);
            if (SnapshotCodec.Follows(snapshot, row))
                return state.Equals(SnapshotCodec.Read(codec, snapshot))
                    ? []
                    : Snapshot(snapshot, "differs from what its facts give", "与其事实不一致");
        }

        return Snapshot(snapshot, "follows no row of the journal", "不对应日志中的任何一行");
    }

    private static JournalProblem[] Snapshot(CaseSnapshot snapshot, string en, string zh) =>
        [Of(
            snapshot.CaseId,
            $"Case {snapshot.CaseId} has a snapshot that {en}. The journal holds all of it: stop the server and delete the row of table case_snapshot.",
            $"案例 {snapshot.CaseId} 的快照{zh}。日志中的内容是完整的：请停止服务器并删除 case_snapshot 表中的该行。")];

    private static JournalProblem Of(JournalRow row, string en, string zh) => new(row.Position, row.CaseId, en, zh);

    private static JournalProblem Of(string caseId, string en, string zh) => new(null, caseId, en, zh);

    private static bool Same(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        CryptographicOperations.FixedTimeEquals(left.Span, right.Span);
}
