//! Octave's displays: `data/octave_display.txt` lists values and what GNU Octave 7.3 printed for them.
//!
//! A case is a block of lines. `@ F words` sets the format, `@ P n` the output precision, `@ V name value`
//! displays, `@ X value` calls `disp`; the lines after `|` are the expected output. A value is a kind, a size
//! and elements:
//!
//! ```text
//! d s z q      double, single, complex double, complex single     b c i8 … u64   logical, char, integers
//! D P          diagonal, permutation matrix (all elements)        R base increment limit
//! S size n (row column value)*                                    C size value*            cell
//! T n (name value)*   struct                                      A size n name*           struct array of []
//! h name              function handle                             M n                      map of n keys
//! ```

use runmat_value::display::{Format, disp, display};
use runmat_value::function::FunctionHandle;
use runmat_value::map::{MapKey, MapObject};
use runmat_value::range::Range;
use runmat_value::sparse::Sparse;
use runmat_value::{C32, C64, Char, Dialect, Dims, Element, Name, NdArray, Note, StructArray, Value};
use std::str::SplitWhitespace;
use std::sync::Arc;

struct Reader<'a>(SplitWhitespace<'a>);

impl Reader<'_> {
    fn word(&mut self) -> &str {
        self.0.next().expect("a value goes on")
    }

    fn count(&mut self) -> usize {
        self.word().parse().expect("a count")
    }

    fn number(&mut self) -> f64 {
        match self.word() {
            "NA" => f64::from_bits(0x7ff8_40f4_4000_0000),
            w => w.parse().expect("a number"),
        }
    }

    fn dims(&mut self) -> Dims {
        let sizes: Vec<usize> = self.word().split(',').map(|d| d.parse().expect("a size")).collect();
        Dims::from_slice(&sizes)
    }

    fn array<T: Element>(&mut self, element: impl Fn(&mut Self) -> T) -> NdArray<T> {
        let dims = self.dims();
        let data = (0..dims.numel()).map(|_| element(self)).collect();
        NdArray::new(dims, data)
    }

    fn integers<T: Element + std::str::FromStr>(&mut self) -> Value {
        self.array(|r| r.word().parse::<T>().ok().expect("an integer")).into()
    }

    fn names(&mut self, n: usize) -> Vec<Name> {
        (0..n).map(|_| Name::from(self.word())).collect()
    }

    fn value(&mut self) -> Value {
        match self.word() {
            "d" => self.array(Self::number).into(),
            "s" => self.array(|r| r.number() as f32).into(),
            "z" => self.array(|r| C64::new(r.number(), r.number())).into(),
            "q" => self.array(|r| C32::new(r.number() as f32, r.number() as f32)).into(),
            "D" => self.array(Self::number).with_note(Note::Diagonal).into(),
            "P" => self.array(Self::number).with_note(Note::Permutation).into(),
            "b" => self.array(|r| r.number() != 0.0).into(),
            "c" => self.array(|r| Char(r.number() as u16)).into(),
            "i8" => self.integers::<i8>(),
            "i16" => self.integers::<i16>(),
            "i32" => self.integers::<i32>(),
            "i64" => self.integers::<i64>(),
            "u8" => self.integers::<u8>(),
            "u16" => self.integers::<u16>(),
            "u32" => self.integers::<u32>(),
            "u64" => self.integers::<u64>(),
            "R" => Range::new(self.number(), self.number(), self.number()).into(),
            "S" => {
                let (dims, n) = (self.dims(), self.count());
                let entries = (0..n).map(|_| (self.count() - 1, self.count() - 1, self.number())).collect();
                Value::Sparse(Arc::new(Sparse::from_triplets(dims.rows(), dims.cols(), entries, |a, b| a + b)))
            }
            "C" => self.array(Self::value).into(),
            "T" => {
                let n = self.count();
                let fields: Vec<(Name, Value)> = (0..n).map(|_| (Name::from(self.word()), self.value())).collect();
                StructArray::from_fields(fields).into()
            }
            "A" => {
                let (dims, n) = (self.dims(), self.count());
                StructArray::with_dims(dims, self.names(n)).into()
            }
            "h" => FunctionHandle::named(self.word()),
            "M" => {
                let map = MapObject::new("char", "any");
                for k in 0..self.count() {
                    map.insert(MapKey::Text(Name::from(format!("k{k}"))), Value::Num(1.0));
                }
                Value::Map(Arc::new(map))
            }
            other => panic!("unknown kind of value {other}"),
        }
    }
}

fn printed(commands: &[&str]) -> String {
    let mut format = Format::default();
    let mut out = String::new();
    for line in commands {
        let mut reader = Reader(line.split_whitespace());
        match reader.word() {
            "F" => format.apply(&reader.0.collect::<Vec<_>>(), Dialect::Octave).expect("a format"),
            "P" => format.precision = Some(reader.count()),
            "X" => out += &disp(&reader.value(), &format, Dialect::Octave),
            "V" => {
                let name = reader.word().to_string();
                out += &display(&name, &reader.value(), &format, Dialect::Octave);
            }
            other => panic!("unknown command {other}"),
        }
    }
    out
}

#[test]
fn as_recorded() {
    let (mut cases, mut failures) = (0, String::new());
    for block in include_str!("data/octave_display.txt").split("\n\n@ ") {
        let (mut commands, mut expected) = (Vec::new(), String::new());
        for line in block.lines() {
            match line.strip_prefix('|') {
                Some(text) => expected += &format!("{text}\n"),
                None if line.is_empty() => {}
                None => commands.push(line.strip_prefix("@ ").unwrap_or(line)),
            }
        }
        let got = printed(&commands);
        cases += 1;
        if got != expected {
            failures += &format!("{commands:?}\nexpected:\n{expected}\ngot:\n{got}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(cases > 500, "only {cases} cases were found");
}
