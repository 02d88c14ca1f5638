namespace Interlink.Core.Recommendation;

/// <summary>One reason for an entry's place in the list, as data; the page puts it into words.</summary>
public abstract record Reason;

/// <summary>It answers problems that the task itself names.</summary>
/// <param name="Matched">Those it answers, rarest first.</param>
/// <param name="Of">How many the task names.</param>
public sealed record MatchesTaskProblems(IReadOnlyList<string> Matched, int Of) : Reason;

/// <summary>It answers problems of the objective that the task does not name itself.</summary>
/// <param name="Matched">Those it answers, rarest first.</param>
/// <param name="Of">How many such problems there are.</param>
public sealed record MatchesObjectiveProblems(IReadOnlyList<string> Matched, int Of) : Reason;

/// <summary>It answers nothing that task or objective name, but problems met elsewhere in the same phase.</summary>
/// <param name="Matched">Those it answers, rarest first.</param>
/// <param name="Of">How many such problems there are.</param>
public sealed record MatchesPhaseProblems(IReadOnlyList<string> Matched, int Of) : Reason;

/// <summary>It can be used in the reader's language.</summary>
public sealed record InYourLanguage(string Language) : Reason;

/// <summary>It cannot be used in the reader's language, but in this one: the process's if possible, else English, else any.</summary>
public sealed record InOtherLanguage(string Language) : Reason;

/// <summary>It was used in processes that came to their end.</summary>
public sealed record UsedInFinishedProcesses(int Count) : Reason;

/// <summary>Enough people rated it well.</summary>
public sealed record WellRated(double Average) : Reason;

/// <summary>It answers so many other problems that its answering these says little.</summary>
/// <param name="Profiles">How many problem profiles it carries in all.</param>
public sealed record IsGeneric(int Profiles) : Reason;

/// <summary>No resource can be made from it here.</summary>
/// <param name="Why"><c>no_template</c> and <c>no_address</c>: the catalogue lacks it; <c>not_connected</c>: it is a tool that is used where it runs.</param>
public sealed record NotAvailable(string Why) : Reason;
