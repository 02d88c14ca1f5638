using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interlink.Runtime.Tests.Surface;

/// <summary>Prints a type's public and protected members in the line format of the files under ApiSurface.</summary>
internal sealed class SurfacePrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> s_bareNamespaces =
        ["System", "System.Threading", "System.Threading.Tasks", "System.Collections.Generic"];

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(int)] = "int",
        [typeof(bool)] = "bool",
        [typeof(object)] = "object",
        [typeof(double)] = "double",
        [typeof(void)] = "void",
    };

    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>The line that opens a type.</summary>
    public static string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = kind is "enum" or "delegate" ? [] : Bases(type);
        if (kind == "delegate") bases = ["MulticastDelegate"];
        return $"{kind} {Name(type)}{(bases.Length == 0 ? string.Empty : " : " + string.Join(", ", bases))}";
    }

    /// <summary>The members, a line each; of an enum one line.</summary>
    public IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return [string.Join(", ", Enum.GetNames(type).OrderBy(name => Convert.ToInt32(Enum.Parse(type, name))))];

        return type.GetConstructors(Declared).Where(IsVisible).Where(c => !c.IsStatic).Select(Constructor)
            .Concat(type.GetMethods(Declared).Where(IsVisible).Where(IsWritten).Select(Method))
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsVisible)).Select(Property))
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(Field));
    }

    private static string[] Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var parents = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : Type.EmptyTypes;
        return [.. parents.Concat(type.GetInterfaces().Except(inherited)).Select(Name)];
    }

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (s_keywords.TryGetValue(type, out var keyword)) return keyword;

        var name = type.Name.Split('`')[0];
        var full = s_bareNamespaces.Contains(type.Namespace!) ? name : $"{type.Namespace}.{name}";
        return type.IsGenericType ? $"{full}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : full;
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Left out, as in the files: accessors, comparison operators, and the copy method of records.</summary>
    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name == "op_Implicit") && method.Name != "<Clone>$";

    private static string Modifiers(MethodBase method, bool withAccess)
    {
        var access = withAccess && !method.IsPublic ? "protected " : string.Empty;
        if (method.IsStatic) return access + "static ";
        if (method.IsAbstract) return access + "abstract ";
        return method is { IsVirtual: true, IsFinal: false } ? access + "virtual " : access;
    }

    private string Constructor(ConstructorInfo constructor) =>
        $"{Modifiers(constructor, withAccess: true)}new({Parameters(constructor)})";

    private string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : string.Empty;
        return method.Name == "op_Implicit"
            ? $"static implicit operator {Returned(method)}({Parameters(method)})"
            : $"{Modifiers(method, withAccess: true)}{Returned(method)} {method.Name}{generic}({Parameters(method)})";
    }

    private string Returned(MethodInfo method) => Annotated(method.ReturnType, _nullability.Create(method.ReturnParameter).ReadState);

    private string Property(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { } get && IsVisible(get)) accessors.Add("get;");
        if (property.SetMethod is { } set && IsVisible(set)) accessors.Add(IsInit(set) ? "init;" : "set;");
        var info = _nullability.Create(property);
        var state = property.GetMethod is null ? info.WriteState : info.ReadState;
        var modifiers = Modifiers(property.GetAccessors(true)[0], withAccess: false);
        return $"{modifiers}{Annotated(property.PropertyType, state)} {property.Name} {{ {string.Join(' ', accessors)} }}";
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private string Field(FieldInfo field) =>
        $"{(field.IsStatic ? "static " : string.Empty)}{Annotated(field.FieldType, _nullability.Create(field).ReadState)} {field.Name}";

    private string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), false);
        return string.Join(", ", method.GetParameters().Select(p => Parameter(p, isExtension && p.Position == 0)));
    }

    private string Parameter(ParameterInfo parameter, bool isThis)
    {
        var prefix = isThis ? "this " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty;
        var info = _nullability.Create(parameter);
        var type = parameter.ParameterType;

        // The files mark a nullable value behind a reference twice.
        var name = type.IsByRef && info.ReadState == NullabilityState.Nullable ? Name(type) + "?" : Annotated(type, info.ReadState);
        return $"{prefix}{name} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue) return string.Empty;
        return parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType ? " = default" : " = null",
            bool flag => flag ? " = true" : " = false",
            var value => $" = {Convert.ToString(value, CultureInfo.InvariantCulture)}",
        };
    }

    private static string Annotated(Type type, NullabilityState state) =>
        !type.IsValueType && state == NullabilityState.Nullable ? Name(type) + "?" : Name(type);
}
