using Microsoft.AspNetCore.Identity;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Access;

/// <summary>Identity's refusals in both languages.</summary>
internal static class IdentityWords
{
    public static Words Of(IdentityResult result)
    {
        var words = result.Errors.Select(Of).ToList();
        return new(string.Join(" ", words.Select(one => one.En)), string.Concat(words.Select(one => one.Zh)));
    }

    private static Words Of(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => new("The password is too short; at least 12 characters are needed.", "密码太短；至少需要 12 个字符。"),
        nameof(IdentityErrorDescriber.PasswordMismatch) => new("The present password is not right.", "当前密码不正确。"),
        nameof(IdentityErrorDescriber.DuplicateUserName) => new("There is an account with this name already; choose another name.", "已有同名账户；请换一个名称。"),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => new("The account was changed at the same moment; try again.", "账户刚刚被同时修改；请重试。"),
        _ => new(error.Description, error.Description),
    };
}
