import { CellArray, NumericArray, Opaque, SparseArray, StringArray, StructArray, type TypedArray, type Value } from 'runmat';

/** A value as rows and columns of text. */
export interface Sheet {
  rows: number;
  columns: number;
  /** How many such tables lie behind each other, by dimension from the third on. */
  pages: number[];
  /** Numbers stand at the right: in all columns, or in some. */
  numeric: boolean | boolean[];
  cell: (row: number, column: number, page: number) => string;
  /** Names of the columns; they are counted otherwise. */
  names?: string[];
  rowNames?: string[];
}

type Fields = { [field: string]: Value };

/** What can be shown as a table; null: what is better shown as text. */
export function sheetOf(value: Value): Sheet | null {
  if (value instanceof NumericArray) return value.class === 'char' ? characters(value) : numbers(value);
  if (value instanceof SparseArray) return sparse(value);
  if (value instanceof CellArray) return items(value, briefly);
  if (value instanceof StringArray) return items(value, (text) => text ?? '<missing>');
  if (value instanceof StructArray) return structs(value);
  if (value instanceof Opaque || value === null || value === undefined) return null;
  if (typeof value === 'object' && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer) && !Array.isArray(value)) {
    return fields(value);
  }
  return null;
}

function shape(dims: number[]): Pick<Sheet, 'rows' | 'columns' | 'pages'> {
  const [rows = 1, columns = 1, ...pages] = dims;
  return { rows, columns, pages };
}

function numbers(array: NumericArray): Sheet {
  const { rows, columns, pages } = shape(array.dims);
  const logical = array.class === 'logical';
  const cell = (row: number, column: number, page: number) => {
    const at = row + column * rows + page * rows * columns;
    return logical ? String(array.data[at] !== 0) : numberText(array.data, array.imag, at);
  };
  return { rows, columns, pages, numeric: true, cell };
}

function characters(array: NumericArray): Sheet {
  const { rows, columns, pages } = shape(array.dims);
  const cell = (row: number, _: number, page: number) => {
    const units = Array.from({ length: columns }, (_, k) => Number(array.data[row + k * rows + page * rows * columns]));
    return String.fromCharCode(...units);
  };
  return { rows, columns: 1, pages, numeric: false, cell };
}

function sparse(array: SparseArray): Sheet {
  const { rows, columns } = shape(array.dims);
  const cell = (row: number, column: number) => {
    const end = array.columns[column + 1] ?? 0;
    for (let k = array.columns[column] ?? 0; k < end; k += 1) {
      if (array.rows[k] === row) return numberText(array.data, array.imag, k);
    }
    return '·';
  };
  return { rows, columns, pages: [], numeric: true, cell };
}

/** Values of any class. */
export const itemsSheet = (dims: number[], data: Value[]): Sheet => items({ dims, data }, briefly);

function items<T>(array: { dims: number[]; data: T[] }, text: (item: T) => string): Sheet {
  const { rows, columns, pages } = shape(array.dims);
  const cell = (row: number, column: number, page: number) => {
    const item = array.data[row + column * rows + page * rows * columns];
    return item === undefined ? '' : text(item);
  };
  return { rows, columns, pages, numeric: false, cell };
}

function structs(array: StructArray): Sheet {
  const names = array.fields;
  const cell = (row: number, column: number) => briefly(array.data[row]?.[names[column] ?? '']);
  return { rows: array.data.length, columns: names.length, pages: [], numeric: false, cell, names };
}

function fields(value: Fields): Sheet {
  const rowNames = Object.keys(value);
  const cell = (row: number) => briefly(value[rowNames[row] ?? '']);
  return { rows: rowNames.length, columns: 1, pages: [], numeric: false, cell, names: ['Value'], rowNames };
}

/** A number with five digits, as `format short` has it; whole numbers in full. */
function real(x: number | bigint): string {
  if (typeof x === 'bigint' || Number.isInteger(x)) return String(x);
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? 'Inf' : '-Inf';
  const size = Math.abs(x);
  return size >= 1e-3 && size < 1e5 ? x.toPrecision(5) : x.toExponential(4);
}

function numberText(data: TypedArray, imag: TypedArray | undefined, at: number): string {
  const text = real(data[at] ?? 0);
  if (!imag) return text;
  const part = imag[at] ?? 0;
  return `${text} ${part < 0 ? '-' : '+'} ${real(part < 0 ? -part : part)}i`;
}

const LONGEST = 120;

/** A value inside of another one, in some words. */
function briefly(value: Value): string {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  if (typeof value === 'number' || typeof value === 'bigint') return real(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof NumericArray && value.length === 1) return numberText(value.data, value.imag, 0);
  if (value instanceof NumericArray && value.dims.length === 2 && value.dims[0] === 1 && value.length <= 8) {
    return `[${Array.from({ length: value.length }, (_, k) => numberText(value.data, value.imag, k)).join(' ')}]`;
  }
  if (value instanceof StringArray && value.length === 1) return briefly(String(value));
  if (value instanceof Opaque) return value.text.length <= LONGEST && !value.text.trim().includes('\n') ? value.text.trim() : sized(value);
  if (value === null || value === undefined) return '[]';
  if (value instanceof NumericArray || value instanceof SparseArray || value instanceof CellArray) return sized(value);
  if (value instanceof StringArray || value instanceof StructArray) return sized(value);
  return '1×1 struct';
}

const sized = (value: { dims: number[]; class: string }): string => `${value.dims.join('×')} ${value.class}`;
