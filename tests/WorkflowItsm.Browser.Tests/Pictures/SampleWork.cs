using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Pictures;

/// <summary>An hour of work in a sample organisation: tickets of every class, some of them late, some done.</summary>
internal static class SampleWork
{
    /// <summary>Does the work, and gives the number of the ticket that has the most to show.</summary>
    public static async Task<string> DoAsync(Site site, bool inEnglish)
    {
        var say = (string en, string zh) => inEnglish ? en : zh;
        var printer = await ReportAsync(site, "wang", say("The printer on the second floor prints nothing", "二楼的打印机打不出东西"), "workplace", 3, 3);
        var mail = await ReportAsync(site, "rita", say("Mail from outside comes an hour late", "外部邮件晚一小时才到"), "email", 2, 2);
        site.Demo.MoveForward(TimeSpan.FromMinutes(20));
        var finance = await ReportAsync(site, "rita", say("The finance system refuses every invoice", "财务系统拒绝所有发票"), "erp", 1, 1,
            say("Since the update last night every invoice ends with \"posting period closed\". Nobody of accounting can work; the month ends tomorrow.",
                "昨晚更新之后，每张发票都提示“会计期间已关闭”。财务部无法工作，明天就是月底。"));
        await ReportAsync(site, "wang", say("No Wi-Fi in the big meeting room", "大会议室没有无线网络"), "network", 2, 1);
        await mail.ClaimAsync("zhao");
        await mail.TakeAsync("zhao", "accept");
        await mail.TakeAsync("zhao", "hold", ("hold_reason", 1));
        await printer.ClaimAsync("dana");
        await printer.TakeAsync("dana", "accept");
        await printer.TakeAsync("dana", "resolve", ("close_code", "Solution provided"), ("close_notes", say("A new toner is in.", "已更换墨粉。")));
        await finance.ClaimAsync("dana");
        await finance.TakeAsync("dana", "accept");
        await finance.SayAsync("dana", comment: say("We look into it now. Does it happen to invoices of last month too?", "我们正在处理。上个月的发票也这样吗？"));
        site.Demo.MoveForward(TimeSpan.FromMinutes(12));
        await finance.SayAsync("rita", comment: say("Yes, to all of them.", "是的，全部都是。"));
        await finance.SayAsync("dana", note: say("The update has reset the calendar of periods; operations restores it.", "更新重置了会计期间日历，运维正在恢复。"));
        await ReportAsync(site, "rita", say("Please look at the beamer in room 12", "请看一下12号房间的投影仪"), "workplace", 3, 2);
        return finance.Number;
    }

    private static Task<TicketHand> ReportAsync(Site site, string caller, string what, string service, int impact, int urgency, string description = "") =>
        TicketHand.OpenAsync(site, "dana", ("short_description", what), ("description", description), ("caller_id", caller),
            ("business_service", service), ("impact", impact), ("urgency", urgency));
}
