using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Interlink.Functions.OpenApi;

/// <summary>Which methods and constructors a method names, read from its instructions.</summary>
internal static class CalledMethods
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>What the method calls, constructs or makes a delegate of, before and after each await.</summary>
    public static IEnumerable<MethodBase> In(MethodBase method) => Direct(method).Concat(Continuation(method) is { } rest ? Direct(rest) : []);

    private static MethodInfo? Continuation(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", Hidden);

    private static IEnumerable<MethodBase> Direct(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xfe)
            {
                value = (short)((value << 8) | code[at++]);
            }

            var instruction = Codes[value];
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineTok && Resolved(method, BitConverter.ToInt32(code, at)) is { } called)
            {
                yield return called;
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolved(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : null) as MethodBase;
}
