import { CellArray, Opaque, StringArray, type Session, type Value } from 'runmat';
import { itemsSheet, sheetOf, type Sheet } from './sheet';

/** A function of the page that programs can call: it is given what shall be shown. */
const TAKES = '__page_shows__';
const LIMITS = { seconds: 2 };

/** How the engine takes an object apart: an expression list of its name, and what becomes of the values. */
interface Dissection {
  values: (name: string) => string;
  sheet: (values: Value[]) => Sheet | string | null;
}

const TEXTS: Dissection = {
  values: (name) => `string(${name})`,
  sheet: ([texts]) => (texts instanceof StringArray && texts.length === 1 ? String(texts) : sheetOf(texts)),
};

/** Objects that are better seen as tables than as they print themselves. */
const DISSECTIONS: Record<string, Dissection> = {
  table: { values: tableParts, sheet: tableSheet },
  datetime: TEXTS,
  duration: TEXTS,
  calendarDuration: TEXTS,
  categorical: TEXTS,
  'containers.Map': { values: (name) => `keys(${name}), values(${name})`, sheet: mapSheet },
};

/** Names, variables, the variables as texts where they have some, names of rows. */
function tableParts(name: string): string {
  const names = `${name}.Properties.VariableNames`;
  const each = (what: string) => `cellfun(@(v) ${what}, ${names}, 'UniformOutput', false, 'ErrorHandler', @(varargin) [])`;
  return `${names}, ${each(`${name}.(v)`)}, ${each(`string(${name}.(v))`)}, ${name}.Properties.RowNames`;
}

function tableSheet([names, variables, texts, rowNames]: Value[]): Sheet | null {
  if (!(names instanceof CellArray && variables instanceof CellArray && texts instanceof CellArray)) return null;
  const columns = variables.data.map((variable, k) => columnOf(variable instanceof Opaque ? (texts.data[k] ?? null) : variable));
  const rows = Math.max(0, ...columns.map((column) => column.rows));
  return {
    rows,
    columns: columns.length,
    pages: [],
    numeric: columns.map((column) => column.numeric === true),
    cell: (row, column) => rowText(columns[column], row),
    names: names.data.map(String),
    ...(rowNames instanceof CellArray && rowNames.length > 0 && { rowNames: rowNames.data.map(String) }),
  };
}

/** A variable of a table: a scalar is a column of one row. */
function columnOf(variable: Value): Sheet {
  const isColumn = typeof variable === 'object' && variable !== null && 'dims' in variable;
  return (isColumn ? sheetOf(variable) : null) ?? itemsSheet([1, 1], [variable]);
}

/** A row of a variable that may be a matrix. */
function rowText(sheet: Sheet | undefined, row: number): string {
  if (!sheet) return '';
  return Array.from({ length: sheet.columns }, (_, column) => sheet.cell(row, column, 0)).join('  ');
}

function mapSheet([keys, values]: Value[]): Sheet | null {
  if (!(keys instanceof CellArray && values instanceof CellArray)) return null;
  const both = itemsSheet([keys.length, 2], [...keys.data, ...values.data]);
  return { ...both, names: ['Key', 'Value'] };
}

/** Looks into the variables of a session that runs nothing. */
export class Inspector {
  #taken: Value[] = [];

  async attach(session: Session): Promise<void> {
    const take = (...values: Value[]) => {
      this.#taken = values;
    };
    await session.register(TAKES, take, { documentation: 'Shows values in the page.' });
  }

  /** A variable as a table, or else as it prints itself: so are objects while something runs. */
  async look(session: Session, name: string, idle: boolean): Promise<Sheet | string> {
    const value = await session.get(name);
    const sheet = value instanceof StringArray && value.length === 1 ? null : sheetOf(value);
    if (sheet) return sheet;
    const dissection = value instanceof Opaque && idle ? DISSECTIONS[value.class] : undefined;
    const revealed = dissection ? await this.#reveal(session, name, dissection) : null;
    return revealed ?? (await session.show(name)) ?? '';
  }

  async #reveal(session: Session, name: string, { values, sheet }: Dissection): Promise<Sheet | string | null> {
    this.#taken = [];
    try {
      await session.execute(`${TAKES}(${values(name)})`, { limits: LIMITS });
      return sheet(this.#taken);
    } catch {
      return null;
    }
  }
}
