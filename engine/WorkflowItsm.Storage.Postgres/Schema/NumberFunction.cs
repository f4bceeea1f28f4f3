namespace WorkflowItsm.Storage.Postgres.Schema;

/// <summary>
/// The number a text begins with, and 0 where it begins with none, as SQLite's <c>CAST(… AS REAL)</c> gives it; a cast
/// of PostgreSQL would fail on the first text that is no number, or a number too large. Beyond 10^60 is endless here.
/// </summary>
internal static class NumberFunction
{
    public const string Name = "ticket_number";

    public const string Create = """
        CREATE FUNCTION ticket_number(source text) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT CASE
                WHEN source COLLATE "C" ~ '^\s*[-+]?[0-9.]+[eE]-0*[1-9][0-9]{2}' THEN 0
                WHEN source COLLATE "C" ~ '^\s*-([0-9]{61}|[0-9.]+[eE]\+?0*[1-9][0-9]{2})' THEN '-Infinity'
                WHEN source COLLATE "C" ~ '^\s*\+?([0-9]{61}|[0-9.]+[eE]\+?0*[1-9][0-9]{2})' THEN 'Infinity'
                ELSE coalesce(substring(source COLLATE "C" FROM
                    '^\s*([-+]?(?:[0-9]{1,60}(?:\.[0-9]{0,60})?|\.[0-9]{1,60})(?:[eE][-+]?0*[0-9]{1,2}(?![0-9]))?)')::double precision, 0)
            END
        $$;
        """;

    public const string Drop = "DROP FUNCTION ticket_number(text);";
}
