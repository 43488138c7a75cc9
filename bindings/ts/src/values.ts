/** Values that JavaScript has no type of its own for. */

import type { TypedArray, Value } from './types.js';

/** The names of the classes whose elements are numbers. */
export type NumericClass =
  | 'double' | 'single' | 'int8' | 'int16' | 'int32' | 'int64' | 'uint8' | 'uint16' | 'uint32' | 'uint64' | 'logical' | 'char';

const count = (dims: number[]) => dims.reduce((n, d) => n * d, 1);

abstract class Sized {
  constructor(readonly dims: number[]) {}

  /** Number of elements. */
  get length(): number {
    return count(this.dims);
  }
}

/** An array of numbers, logical values or characters, column by column. */
export class NumericArray extends Sized {
  constructor(
    readonly data: TypedArray,
    dims: number[] = [1, data.length],
    readonly classOf: NumericClass = classFor(data),
    readonly imag?: TypedArray,
  ) {
    super(dims);
    if (count(dims) !== data.length) throw new RangeError(`${data.length} elements do not fill ${dims.join('×')}`);
  }

  get class(): NumericClass {
    return this.classOf;
  }

  /** The element at a row and a column, both from 0. */
  at(row: number, column = 0): number | bigint {
    return this.data[row + column * this.dims[0]!]!;
  }

  /** Scalars are as good as numbers: `2 * x`. */
  override valueOf(): number | bigint | this {
    return this.data.length === 1 && !this.imag ? this.data[0]! : this;
  }

  toJSON(): unknown {
    const { dims, imag } = this;
    const list = (a: TypedArray) => Array.from(a as ArrayLike<number | bigint>, x => (typeof x === 'bigint' ? String(x) : x));
    return { class: this.class, dims, data: list(this.data), ...(imag && { imag: list(imag) }) };
  }
}

function classFor(data: TypedArray): NumericClass {
  const name = Object.prototype.toString.call(data).slice(8, -1);
  const classes: Record<string, NumericClass> = {
    Float64Array: 'double', Float32Array: 'single', Int8Array: 'int8', Int16Array: 'int16', Int32Array: 'int32',
    BigInt64Array: 'int64', Uint8Array: 'uint8', Uint8ClampedArray: 'uint8', Uint16Array: 'uint16', Uint32Array: 'uint32',
    BigUint64Array: 'uint64',
  };
  return classes[name] ?? 'double';
}

/** A sparse matrix by columns: those of column `j` are numbers `columns[j]` to `columns[j + 1]` of `rows` and `data`. */
export class SparseArray extends Sized {
  constructor(
    dims: number[],
    readonly columns: Uint32Array,
    readonly rows: Uint32Array,
    readonly data: TypedArray,
    readonly imag?: TypedArray,
    readonly classOf: 'double' | 'logical' = 'double',
  ) {
    super(dims);
  }

  get class(): 'double' | 'logical' {
    return this.classOf;
  }
}

abstract class Items<T> extends Sized {
  constructor(
    readonly data: T[],
    dims: number[] = [1, data.length],
  ) {
    super(dims);
    if (count(dims) !== data.length) throw new RangeError(`${data.length} elements do not fill ${dims.join('×')}`);
  }

  at(row: number, column = 0): T {
    return this.data[row + column * this.dims[0]!]!;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.data[Symbol.iterator]();
  }
}

/** A cell array, column by column. */
export class CellArray extends Items<Value> {
  readonly class = 'cell';
}

/**
 * An array of strings; `null` is a missing one. A string of the language is an array of one: `new StringArray(['text'])`,
 * or `new StringArray('text')`. Where JavaScript wants text, it is its text: `${name}`, `name + '!'`.
 */
export class StringArray extends Items<string | null> {
  readonly class = 'string';

  constructor(data: string | (string | null)[], dims?: number[]) {
    super(typeof data === 'string' ? [data] : data, dims);
  }

  /** The text of a single string; those of several are joined by line feeds. */
  override toString(): string {
    return this.data.map(text => text ?? '<missing>').join('\n');
  }
}

/** An array of structs with the same fields. */
export class StructArray extends Items<{ [field: string]: Value }> {
  readonly class = 'struct';
  /** The names, also when there is no element. */
  fields: string[] = Object.keys(this.data[0] ?? {});
}

/** What stays in the session: function handles, maps, objects. */
export class Opaque extends Sized {
  readonly class: string;

  constructor(
    className: string,
    dims: number[],
    /** As `disp` prints it; of objects inside of other values only size and class. */
    readonly text: string,
  ) {
    super(dims);
    this.class = className;
  }

  override toString(): string {
    return this.text;
  }
}

/** An array of the class that the engine names. */
export function arrayOf(name: string, dims: number[], data: any, imag?: TypedArray): Value {
  switch (name) {
    case 'cell':
      return new CellArray(data, dims);
    case 'string':
      return new StringArray(data, dims);
    case 'struct':
      return new StructArray(data, dims);
    default:
      return new NumericArray(data, dims, name as NumericClass, imag);
  }
}

/** Values that came from a worker have lost their classes. */
export function revived(value: any): Value {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if (Array.isArray(value.dims)) {
    if (value.columns) return new SparseArray(value.dims, value.columns, value.rows, value.data, value.imag, value.classOf);
    if (typeof value.text === 'string') return new Opaque(value.class, value.dims, value.text);
    if (value.classOf) return new NumericArray(value.data, value.dims, value.classOf, value.imag);
    const array: any = arrayOf(value.class, value.dims, value.data.map(revived));
    if (value.fields) array.fields = value.fields;
    return array;
  }
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, revived(field)]));
}
