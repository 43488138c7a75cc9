//! `sort`, `sortrows`, `issorted`.

pub mod compare;
pub mod keys;
pub mod rows;

use super::support::{keep_quotes, option_text, sparse_like};
use crate::offload;
use keys::{BLOCK, Keyed, Radix, by_keyed};
use runmat_ignition::{Builtin, CallCx, Outcome, Resume, Then, Values};
use runmat_value::{C64, Dims, Element, Error, NdArray, Result, Value, convert, ops};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("sort", (1, 7), 2, start, resume)
        .doc("[s, k] = sort(x, dim, 'descend'): the elements in order, and where they were.\n  [s, k] = sort([3 1 2])"),
    Builtin::many("sortrows", (1, 7), 2, rows::sortrows)
        .pure()
        .doc("[s, k] = sortrows(A, columns): rows in order.\n  sortrows([3 1; 1 2])"),
    Builtin::one("issorted", (1, 5), rows::issorted)
        .doc("issorted(x): whether the elements are in order.\n  issorted([1 2 3])"),
];

/// How to sort.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// Largest first.
    pub descending: bool,
    /// Where NaN goes; `None`: behind in ascending order, in front in descending order.
    pub nan_first: Option<bool>,
    /// Complex numbers by real part.
    pub by_real: bool,
    /// Real numbers by absolute value.
    pub by_size: bool,
}

/// Columns at least this long are sorted in steps.
const LONG: usize = 1 << 16;
/// From this many elements on it is done beside the machine where that is possible.
const BESIDE: usize = 1 << 21;

fn start(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let v = args[0].take();
    let dims = v.dims();
    if cx.octave() && args.len() > 3 {
        return Err(cx.invalid_call());
    }
    let (dim, order) = options(cx, &args[1..], &dims)?;
    let data = match &v {
        Value::Strings(_) | Value::Cell(_) => {
            return offload::kernel(cx, 256 * v.numel(), move |cx| compare::texts(cx, &v, dim, order));
        }
        _ if super::support::is_plain(&v) => convert::to_dense(&v),
        _ => return Err(not_sortable(cx, &v)),
    };
    cx.charge(v.numel());
    if data.is_complex() {
        return offload::kernel(cx, 64 * v.numel(), move |cx| Ok(compare::complexes(cx, &v, &data, dim, order)));
    }
    if order.by_size
        && let Some(a) = convert::real_f64(&data)
    {
        let complex = NdArray::new(dims.clone(), a.iter().map(|&x| C64::new(x, 0.0)).collect()).into();
        return offload::kernel(cx, 64 * v.numel(), move |cx| {
            let mut found = compare::complexes(cx, &v, &complex, dim, order);
            let real = convert::try_real_array(&found[0]);
            let real: Value = real.ok_or_else(|| Error::internal("sorted numbers are not real"))?.into();
            found[0] = convert::to_class(&real, v.class(), cx.dialect())?;
            Ok(found)
        });
    }
    let n = dims.dim(dim);
    let beside = v.numel() >= BESIDE && !cfg!(target_family = "wasm");
    if !beside && n >= LONG && dims.numel() == n && n < u32::MAX as usize && order.nan_first.is_none() {
        return long(cx, data, order);
    }
    offload::kernel(cx, 64 * v.numel(), move |cx| Ok(columns(cx, &v, &data, dim, order)))
}

fn not_sortable(cx: &CallCx<'_>, v: &Value) -> Error {
    if cx.octave() {
        Error::msg(format!("octave_base_value::sort (): wrong type argument '{}'", ops::octave_type_name(v)))
    } else {
        super::support::wrong_type(cx, v)
    }
}

fn options(cx: &CallCx<'_>, args: &[Value], dims: &Dims) -> Result<(usize, Order)> {
    let mut dim = dims.first_non_singleton();
    let mut order = Order { descending: false, nan_first: None, by_real: false, by_size: false };
    let mut args = args.iter();
    while let Some(a) = args.next() {
        let Some(text) = option_text(a) else {
            dim = crate::args::dimension(cx, a)?;
            continue;
        };
        let text = if cx.octave() { text } else { text.to_ascii_lowercase() };
        let mut next = || args.next().and_then(option_text).unwrap_or_default().to_ascii_lowercase();
        match text.as_str() {
            "ascend" => order.descending = false,
            "descend" => order.descending = true,
            "missingplacement" if !cx.octave() => {
                order.nan_first = match next().as_str() {
                    "first" => Some(true),
                    "last" => Some(false),
                    _ => None,
                }
            }
            "comparisonmethod" if !cx.octave() => {
                let method = next();
                (order.by_real, order.by_size) = (method == "real", method == "abs");
            }
            _ if cx.octave() => return Err(Error::msg("sort: MODE must be either \"ascend\" or \"descend\"")),
            _ => {
                return Err(Error::new(
                    "MATLAB:sort:sortDirection",
                    "Sorting direction must be 'ascend' or 'descend'.",
                ));
            }
        }
    }
    Ok((dim, order))
}

/// Sorts column after column at once.
fn columns(cx: &mut CallCx<'_>, source: &Value, data: &Value, dim: usize, order: Order) -> Values {
    let dims = data.dims();
    let split = dims.split_at(dim);
    let want = cx.nargout > 1;
    let (sorted, places) = by_keyed!(data, T => {
        let a = <T as Element>::view(data).expect("the class was looked at");
        let (sorted, places) = sort_columns::<T>(a.data(), split, order, want);
        (Value::from(NdArray::new(dims.clone(), sorted)), places)
    }, else => (data.clone(), Vec::new()));
    let mut out = Values::new();
    out.push(keep_quotes(source, sparse_like(source, sorted)));
    if want {
        out.push(NdArray::<f64>::new(dims, places).into());
    }
    out
}

fn sort_columns<T: Keyed>(
    x: &[T],
    (before, along, after): (usize, usize, usize),
    order: Order,
    want: bool,
) -> (Vec<T>, Vec<f64>) {
    let mut sorted = x.to_vec();
    let mut places = vec![0.0; if want { x.len() } else { 0 }];
    for j in 0..after {
        for i in 0..before {
            let at = |k: usize| i + before * (k + along * j);
            let column = (0..along).map(|k| placed_key(x[at(k)], order));
            let (_, from) = keys::sort(column.collect(), true);
            for (k, &f) in from.iter().enumerate() {
                sorted[at(k)] = x[at(f as usize)];
                if want {
                    places[at(k)] = (f + 1) as f64;
                }
            }
        }
    }
    (sorted, places)
}

/// The key that brings an element where the order wants it.
fn placed_key<T: Keyed>(x: T, order: Order) -> u64 {
    let key = x.merged_key();
    let nan = key == u64::MAX && T::CLASS.is_float();
    match order.nan_first {
        Some(true) if nan => 0,
        Some(false) if nan => u64::MAX,
        _ if order.descending => !key,
        _ => key,
    }
}

/// Phases of a long sort.
const KEYS: u16 = 0;
const PASSES: u16 = 1;
const RESULT: u16 = 2;

/// A long vector, sorted block by block.
struct Long {
    source: Value,
    descending: bool,
    want: bool,
    /// Elements whose keys are made, or results written.
    at: usize,
    radix: Radix,
    sorted: Vec<u64>,
    from: Vec<u32>,
    values: Option<Value>,
    places: Vec<f64>,
}

fn long(cx: &mut CallCx<'_>, source: Value, order: Order) -> Result<Outcome> {
    let n = source.numel();
    cx.reserve(&Dims::col(n), 48)?;
    let job = Long {
        source,
        descending: order.descending,
        want: cx.nargout > 1,
        at: 0,
        radix: Radix::new(n),
        sorted: Vec::new(),
        from: Vec::new(),
        values: None,
        places: Vec::new(),
    };
    job.run(cx, KEYS)
}

impl Long {
    fn run(mut self, cx: &mut CallCx<'_>, mut phase: u16) -> Result<Outcome> {
        loop {
            let done = match phase {
                KEYS => self.make_keys(),
                PASSES => self.radix.step(self.want),
                _ => self.write_block(),
            };
            cx.charge(BLOCK);
            if done {
                match phase {
                    KEYS => phase = PASSES,
                    PASSES => {
                        let radix = std::mem::take(&mut self.radix);
                        (self.sorted, self.from) = radix.finish(self.want);
                        self.at = 0;
                        phase = RESULT;
                    }
                    _ => return Ok(Outcome::Done(self.results())),
                }
            }
            if cx.meter.should_yield() {
                return Ok(Outcome::Yield(Then { phase, state: self.pause() }));
            }
        }
    }

    fn make_keys(&mut self) -> bool {
        let n = self.source.numel();
        let end = (self.at + BLOCK).min(n);
        let (range, down, want) = (self.at..end, self.descending, self.want);
        by_keyed!(&self.source, T => {
            let a = <T as Element>::view(&self.source).expect("the class was looked at");
            let x = &a.data()[range];
            match (want, down) {
                (true, true) => self.radix.push(x.iter().map(|x| !x.merged_key())),
                (true, false) => self.radix.push(x.iter().map(|x| x.merged_key())),
                (false, true) => self.radix.push(x.iter().map(|x| !x.key())),
                (false, false) => self.radix.push(x.iter().map(|x| x.key())),
            }
        }, else => ());
        self.at = end;
        end == n
    }

    /// Writes results: from the keys, or with places wanted from the source.
    fn write_block(&mut self) -> bool {
        let n = self.sorted.len();
        let end = (self.at + BLOCK).min(n);
        let range = self.at..end;
        let (down, want) = (self.descending, self.want);
        by_keyed!(&self.source, T => {
            let a = <T as Element>::view(&self.source).expect("the class was looked at");
            let x = a.data();
            let mut out = match self.values.take().map(T::take) {
                Some(Ok(out)) => out.into_data(),
                _ => Vec::with_capacity(n),
            };
            if want {
                out.extend(self.from[range.clone()].iter().map(|&f| x[f as usize]));
                self.places.extend(self.from[range].iter().map(|&f| f as f64 + 1.0));
            } else {
                out.extend(self.sorted[range].iter().map(|&k| T::from_key(if down { !k } else { k })));
            }
            let len = out.len();
            self.values = Some(T::into_value(NdArray::new(Dims::row(len), out)));
        }, else => ());
        self.at = end;
        end == n
    }

    fn results(self) -> Values {
        let dims = self.source.dims();
        let mut out = Values::new();
        let sorted = super::support::reshape_to(self.values.unwrap_or_else(Value::empty), dims.clone());
        out.push(keep_quotes(&self.source, sorted));
        if self.want {
            out.push(NdArray::<f64>::new(dims, self.places).into());
        }
        out
    }

    fn pause(self) -> Vec<Value> {
        let flags = [self.descending as u8 as f64, self.want as u8 as f64, self.at as f64];
        let mut state = vec![
            self.source,
            Value::row(flags.to_vec()),
            Value::U64s(NdArray::row(self.sorted).into()),
            Value::U32s(NdArray::row(self.from).into()),
            self.values.unwrap_or(Value::Undef),
            Value::F64(NdArray::row(self.places).into()),
        ];
        state.extend(self.radix.to_values());
        state
    }

    fn go_on(state: Vec<Value>) -> Option<Long> {
        let mut it = state.into_iter();
        let source = it.next()?;
        let flags = f64::take(it.next()?).ok()?.into_data();
        let [down, want, at] = flags[..] else { return None };
        let sorted = u64::take(it.next()?).ok()?.into_data();
        let from = u32::take(it.next()?).ok()?.into_data();
        let values = Some(it.next()?).filter(|v| !v.is_undef());
        let places = f64::take(it.next()?).ok()?.into_data();
        let radix = match sorted.is_empty() {
            true => Radix::from_values(it)?,
            false => Radix::default(),
        };
        Some(Long {
            source,
            descending: down != 0.0,
            want: want != 0.0,
            at: at as usize,
            radix,
            sorted,
            from,
            values,
            places,
        })
    }
}

fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    if r.phase == offload::PHASE {
        return offload::resume(cx, r);
    }
    match Long::go_on(r.state) {
        Some(job) => job.run(cx, r.phase),
        None => Err(Error::internal("sort: its state was lost")),
    }
}
