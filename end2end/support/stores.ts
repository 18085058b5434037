/**
 * Looks into the stores themselves, past the program: what a test says about a
 * person's data, it has read in the rows.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type Row = Record<string, string | number | null>;

/** A SQL text literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * The rows a query gives. By SQLite's own command line: it reads what is still
 * in the write-ahead log, beside a program that is running.
 */
export async function rows(db: string, sql: string): Promise<Row[]> {
  const { stdout } = await run("sqlite3", ["-readonly", "-cmd", ".timeout 5000", "-json", db, sql], {
    maxBuffer: 1 << 28,
  });
  return stdout.trim() === "" ? [] : (JSON.parse(stdout) as Row[]);
}

/** Changes a store past the program: what has happened outside of it. */
export async function write(db: string, sql: string): Promise<void> {
  await run("sqlite3", ["-cmd", ".timeout 5000", db, sql]);
}

/** The one value of a query that gives one row with one column. */
export async function value(db: string, sql: string): Promise<string | number | null> {
  const all = await rows(db, sql);
  const values = Object.values(all[0] ?? {});
  if (all.length !== 1 || values.length !== 1) {
    throw new Error(`one value was expected, there are ${all.length} rows: ${sql}`);
  }
  return values[0]!;
}

/**
 * Every row of every table as one line of text. Values are SQL literals, so
 * that 1, 1.0, '1' and x'31' differ; lines are sorted, so that two snapshots
 * are equal if and only if the rows are. Rows that `without` names for their
 * table, by a condition, are left out.
 */
export async function snapshot(
  db: string,
  without: Record<string, string> = {},
): Promise<string[]> {
  const columns = await rows(
    db,
    `SELECT t.name AS "table", c.name AS "column"
       FROM sqlite_schema t, pragma_table_xinfo(t.name) c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.hidden <> 1
      ORDER BY t.name, c.cid`,
  );
  const tables = new Map<string, string[]>();
  for (const { table, column } of columns) {
    tables.set(String(table), [...(tables.get(String(table)) ?? []), String(column)]);
  }
  const selects = [...tables].map(([table, names]) => {
    const cells = names.map((name) => `${text(`${name}=`)} || quote(${quoted(name)})`);
    return `SELECT ${text(`${table}: `)} || ${cells.join(" || ', ' || ")} AS line FROM ${quoted(table)} WHERE NOT coalesce(${without[table] ?? "0"}, 0)`;
  });
  // One statement for all tables: one moment of the store.
  const lines = selects.length === 0 ? [] : await rows(db, selects.join("\nUNION ALL\n"));
  return lines.map(({ line }) => String(line)).sort();
}

/** Every file of a folder as one line: its path and the hash of its bytes. */
export async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const hash = createHash("sha256").update(await readFile(path)).digest("hex");
      return `${path.slice(folder.length).replace(/^\//, "")} ${hash}`;
    });
  return (await Promise.all(lines)).sort();
}

/** What two snapshots do not share. */
export function difference(before: string[], after: string[]): { gone: string[]; come: string[] } {
  return { gone: minus(before, after), come: minus(after, before) };
}

/** The lines of `all` without those of `some`, counted: equal rows may repeat. */
function minus(all: string[], some: string[]): string[] {
  const left = new Map<string, number>();
  for (const line of some) left.set(line, (left.get(line) ?? 0) + 1);
  return all.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
