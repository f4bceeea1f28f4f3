namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>How the people on a screen are called; the accounts' names stay where the pointer rests.</summary>
/// <param name="Called">What the owners of accounts are called, by the accounts' names.</param>
public sealed record PeopleNames(IReadOnlyDictionary<string, string> Called)
{
    public static PeopleNames None { get; } = new(new Dictionary<string, string>());

    /// <summary>How the owner of an account is called; the account's name where nothing else is known.</summary>
    public string Of(string account) => Called.GetValueOrDefault(account, account);
}
