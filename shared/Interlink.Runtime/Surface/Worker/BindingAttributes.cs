namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every trigger, input and output attribute is.</summary>
public abstract class BindingAttribute : Attribute
{
    public BindingAttribute()
    {
    }
}

/// <summary>Marks the parameter whose arrival starts the function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute
{
    public TriggerBindingAttribute()
    {
    }
}

/// <summary>Marks a parameter that the host supplies besides the trigger.</summary>
public abstract class InputBindingAttribute : BindingAttribute
{
    public InputBindingAttribute()
    {
    }
}
