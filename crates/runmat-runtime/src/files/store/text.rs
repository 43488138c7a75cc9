//! Octave's text format of saved variables.

use runmat_value::function::FunctionHandle;
use runmat_value::object::Object;
use runmat_value::sparse::Sparse;
use runmat_value::text::{NA_BITS, NumberSpec, c_format_f64, chars};
use runmat_value::{C64, Char, Class, Dims, Element, Name, NdArray, StructArray, Value, convert};
use std::sync::Arc;

/// Why a file can't be read or written.
pub type Outcome<T> = Result<T, String>;

/// A saved variable.
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Whether it is global.
    pub global: bool,
    /// Its value.
    pub value: Value,
}

fn number(x: f64, digits: usize) -> String {
    match x.to_bits() {
        NA_BITS => "NA".into(),
        _ => c_format_f64(&NumberSpec::new('g').precision(digits), x),
    }
}

fn complex(z: C64, digits: usize) -> String {
    format!("({},{})", number(z.re, digits), number(z.im, digits))
}

/// Writes a variable.
pub fn write(out: &mut Vec<u8>, entry: &Entry) -> Outcome<()> {
    variable(out, &entry.name, entry.global, &entry.value)
}

fn line(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
    out.push(b'\n');
}

fn variable(out: &mut Vec<u8>, name: &str, global: bool, v: &Value) -> Outcome<()> {
    line(out, &format!("# name: {name}"));
    let global = if global { "global " } else { "" };
    let kind = |out: &mut Vec<u8>, kind: &str| line(out, &format!("# type: {global}{kind}"));
    match v {
        Value::Char(_) | Value::Chars(_) => {
            let double = matches!(v, Value::Chars(a) if a.note() == runmat_value::Note::DoubleQuoted);
            kind(out, if double { "string" } else { "sq_string" });
            text_body(out, v);
        }
        Value::Strings(a) => {
            kind(out, "string");
            let rows: Vec<Vec<Char>> =
                a.data().iter().map(|t| chars::from_ascii(t.0.as_deref().unwrap_or(""))).collect();
            text_body(out, &chars::matrix(&rows));
        }
        Value::Cell(c) => {
            kind(out, "cell");
            cell_body(out, c)?;
        }
        Value::Struct(s) if s.dims().is_scalar() => {
            kind(out, "scalar struct");
            struct_head(out, s);
            for (f, field) in s.names().iter().enumerate() {
                variable(out, field, false, s.at(0, f))?;
            }
        }
        Value::Object(o) if o.fields.dims().is_scalar() => {
            kind(out, "object");
            line(out, &format!("# classname: {}", o.class));
            line(out, &format!("# length: {}", o.fields.names().len()));
            for (f, field) in o.fields.names().iter().enumerate() {
                variable(out, field, false, o.fields.at(0, f))?;
            }
        }
        Value::Struct(s) => {
            kind(out, "struct");
            struct_head(out, s);
            for (f, field) in s.names().iter().enumerate() {
                variable(out, field, false, &s.column(f).into())?;
            }
        }
        Value::Func(f) => {
            kind(out, "function handle");
            if f.is_anonymous() {
                line(out, "@<anonymous>");
            }
            line(out, f.text());
        }
        Value::Sparse(_) | Value::SparseComplex(_) | Value::SparseBool(_) => sparse_body(out, global, v),
        _ if v.is_numeric() || v.class() == Class::Logical => number_body(out, global, &convert::to_dense(v)),
        _ => return Err(format!("wrong type argument '{}'", v.class_name())),
    }
    out.extend_from_slice(b"\n\n");
    Ok(())
}

fn struct_head(out: &mut Vec<u8>, s: &StructArray) {
    line(out, &format!("# ndims: {}\n {}\n# length: {}", s.dims().ndims(), s.dims().join(" "), s.names().len()));
}

fn bytes(text: &[Char]) -> Vec<u8> {
    match text.iter().all(|c| c.0 < 256) {
        true => text.iter().map(|c| c.0 as u8).collect(),
        false => String::from_utf16_lossy(&text.iter().map(|c| c.0).collect::<Vec<_>>()).into_bytes(),
    }
}

fn text_body(out: &mut Vec<u8>, v: &Value) {
    let view = Char::view(v).expect("a char array");
    let dims = view.dims();
    if !dims.is_matrix() {
        line(out, &format!("# ndims: {}\n {}", dims.ndims(), dims.join(" ")));
        out.extend(bytes(view.data()));
        out.push(b'\n');
        return;
    }
    line(out, &format!("# elements: {}", dims.rows()));
    for row in chars::char_rows(v).unwrap_or_default() {
        let text = bytes(&row);
        line(out, &format!("# length: {}", text.len()));
        out.extend(text);
        out.push(b'\n');
    }
}

fn cell_body(out: &mut Vec<u8>, c: &NdArray<Value>) -> Outcome<()> {
    let dims = c.dims();
    match dims.is_matrix() {
        true => line(out, &format!("# rows: {}\n# columns: {}", dims.rows(), dims.cols())),
        false => line(out, &format!("# ndims: {}\n {}", dims.ndims(), dims.join(" "))),
    }
    for (k, item) in c.data().iter().enumerate() {
        variable(out, "<cell-element>", false, item)?;
        if dims.is_matrix() && (k + 1) % dims.rows() == 0 {
            out.push(b'\n');
        }
    }
    Ok(())
}

fn sparse_body(out: &mut Vec<u8>, global: &str, v: &Value) {
    fn body<T: Element>(out: &mut Vec<u8>, s: &Sparse<T>, show: impl Fn(&T) -> String) {
        line(out, &format!("# nnz: {}\n# rows: {}\n# columns: {}", s.nnz(), s.rows(), s.cols()));
        for (r, c, x) in s.iter() {
            line(out, &format!("{} {} {}", r + 1, c + 1, show(x)));
        }
    }
    match v {
        Value::Sparse(s) => {
            line(out, &format!("# type: {global}sparse matrix"));
            body(out, s, |&x| number(x, 17));
        }
        Value::SparseComplex(s) => {
            line(out, &format!("# type: {global}sparse complex matrix"));
            body(out, s, |&z| complex(z, 17));
        }
        Value::SparseBool(s) => {
            line(out, &format!("# type: {global}sparse bool matrix"));
            body(out, s, |&b| (b as u8).to_string());
        }
        _ => {}
    }
}

fn number_body(out: &mut Vec<u8>, global: &str, v: &Value) {
    let (class, scalar) = (v.class(), v.is_scalar());
    let digits = if class == Class::Single { 9 } else { 17 };
    let float = if class == Class::Single { "float " } else { "" };
    let part = if v.is_complex() { "complex " } else { "" };
    let form = if scalar { "scalar" } else { "matrix" };
    let kind = match class {
        Class::Logical if scalar => "bool".into(),
        Class::Logical => "bool matrix".into(),
        c if c.is_integer() => format!("{} {form}", c.name()),
        _ => format!("{float}{part}{form}"),
    };
    line(out, &format!("# type: {global}{kind}"));
    let items: Vec<String> = if class.is_integer() {
        convert::exact_integers(v).iter().map(i128::to_string).collect()
    } else if v.is_complex() {
        convert::complex_array(v).data().iter().map(|&z| complex(z, digits)).collect()
    } else {
        convert::real_array(v).data().iter().map(|&x| number(x, digits)).collect()
    };
    if scalar {
        line(out, &items[0]);
        return;
    }
    let dims = v.dims();
    if class.is_integer() || !dims.is_matrix() {
        line(out, &format!("# ndims: {}\n {}", dims.ndims(), dims.join(" ")));
        items.iter().for_each(|x| line(out, &format!(" {x}")));
        return;
    }
    line(out, &format!("# rows: {}\n# columns: {}", dims.rows(), dims.cols()));
    for r in 0..dims.rows() {
        for x in items.iter().skip(r).step_by(dims.rows()) {
            out.push(b' ');
            out.extend_from_slice(x.as_bytes());
        }
        out.push(b'\n');
    }
}

/// Whether a file is in this format.
pub fn is_text(data: &[u8]) -> bool {
    let mut reader = Reader { data, at: 0 };
    matches!(data.first(), Some(b'#' | b'%')) && reader.keyword("name").is_some()
}

/// Reads all variables. Function handles are left as their text in a [`FunctionHandle`] by name; anonymous
/// ones can't be made here and come as char rows behind `@`.
pub fn read(data: &[u8]) -> Outcome<Vec<Entry>> {
    let mut reader = Reader { data, at: 0 };
    let mut out = Vec::new();
    while let Some(name) = reader.keyword("name") {
        let (global, value) = reader.variable(0)?;
        out.push(Entry { name, global, value });
    }
    Ok(out)
}

struct Reader<'a> {
    data: &'a [u8],
    at: usize,
}

/// More elements than this are not believed.
const MOST: usize = 1 << 31;

impl<'a> Reader<'a> {
    fn line(&mut self) -> Option<&'a [u8]> {
        let rest = self.data.get(self.at..).filter(|r| !r.is_empty())?;
        let len = rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
        self.at += (len + 1).min(rest.len());
        let line = &rest[..len];
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// The value of the next line `# key: value`; lines before it are skipped when they hold nothing of use.
    fn keyword(&mut self, key: &str) -> Option<String> {
        let start = self.at;
        while let Some(line) = self.line() {
            let text = String::from_utf8_lossy(line);
            let text = text.trim();
            let Some(rest) = text.strip_prefix(['#', '%']) else { continue };
            if let Some(value) = rest.trim_start().strip_prefix(key).and_then(|r| r.strip_prefix(':')) {
                return Some(value.trim().to_string());
            }
        }
        self.at = start;
        None
    }

    /// The value of `# key: value` when that is the next line.
    fn next_keyword(&mut self, key: &str) -> Option<String> {
        let start = self.at;
        let found = self.line().and_then(|line| {
            let text = String::from_utf8_lossy(line);
            let rest = text.trim().strip_prefix(['#', '%'])?.trim_start().strip_prefix(key)?.strip_prefix(':')?;
            Some(rest.trim().to_string())
        });
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn count(&mut self, key: &str) -> Outcome<usize> {
        let text = self.keyword(key).ok_or_else(|| format!("missing keyword '{key}'"))?;
        text.parse().ok().filter(|&n| n <= MOST).ok_or_else(|| format!("bad value of '{key}'"))
    }

    fn token(&mut self) -> Option<&'a str> {
        while self.data.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        let rest = &self.data[self.at..];
        let len = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        self.at += len;
        std::str::from_utf8(&rest[..len]).ok().filter(|t| !t.is_empty())
    }

    fn real(&mut self) -> Outcome<f64> {
        self.token().and_then(parse_real).ok_or_else(|| "failed to load number".into())
    }

    fn complex(&mut self) -> Outcome<C64> {
        let token = self.token().ok_or("failed to load complex number")?;
        let parts = token.strip_prefix('(').and_then(|t| t.strip_suffix(')')).and_then(|t| t.split_once(','));
        let value = parts.and_then(|(re, im)| Some(C64::new(parse_real(re)?, parse_real(im)?)));
        value.ok_or_else(|| "failed to load complex number".into())
    }

    /// Sizes behind `# ndims:`, or as rows and columns; whether the elements lie row by row.
    fn dims(&mut self) -> Outcome<(Dims, bool)> {
        if let Some(n) = self.next_keyword("ndims") {
            let n: usize = n.parse().ok().filter(|&n| n < 64).ok_or("bad number of dimensions")?;
            let sizes = (0..n).map(|_| self.real().map(|x| x as usize)).collect::<Outcome<Vec<_>>>()?;
            self.line();
            let dims = Dims::from_slice(&sizes);
            return self.believable(dims).map(|d| (d, false));
        }
        let dims = Dims::new(self.count("rows")?, self.count("columns")?);
        self.believable(dims).map(|d| (d, true))
    }

    /// Refuses more elements than the file has bytes.
    fn believable(&self, dims: Dims) -> Outcome<Dims> {
        match dims.numel() <= self.data.len() {
            true => Ok(dims),
            false => Err("the file is too short".into()),
        }
    }

    fn array<T: Element>(&mut self, mut read: impl FnMut(&mut Self) -> Outcome<T>) -> Outcome<NdArray<T>> {
        let (dims, by_rows) = self.dims()?;
        let items = (0..dims.numel()).map(|_| read(self)).collect::<Outcome<Vec<T>>>()?;
        if !by_rows {
            return Ok(NdArray::new(dims, items));
        }
        let (rows, cols) = (dims.rows(), dims.cols());
        let data = (0..rows * cols).map(|k| items[k % rows * cols + k / rows].clone()).collect();
        Ok(NdArray::new(dims, data))
    }

    fn variable(&mut self, depth: usize) -> Outcome<(bool, Value)> {
        if depth > 200 {
            return Err("nested too deeply".into());
        }
        let kind = self.keyword("type").ok_or("missing keyword 'type'")?;
        let (global, kind) = match kind.strip_prefix("global ") {
            Some(k) => (true, k.to_string()),
            None => (false, kind),
        };
        let value = match kind.as_str() {
            "scalar" => Value::Num(self.real()?),
            "float scalar" => Value::Single(self.real()? as f32),
            "complex scalar" => self.complex()?.scalar(),
            "float complex scalar" => single(self.complex()?.scalar())?,
            "matrix" | "null_matrix" => self.array(Self::real)?.into(),
            "float matrix" => single(self.array(Self::real)?.into())?,
            "complex matrix" => self.array(Self::complex)?.into(),
            "float complex matrix" => single(self.array(Self::complex)?.into())?,
            "bool" => Value::Bool(self.real()? != 0.0),
            "bool matrix" => self.array(|r| Ok(r.real()? != 0.0))?.into(),
            "string" | "sq_string" | "null_string" | "null_sq_string" => self.text(kind.ends_with("sq_string"))?,
            "cell" => self.cell(depth)?.into(),
            "scalar struct" | "struct" => self.structure(kind == "struct", depth)?,
            "object" => {
                let class = self.keyword("classname").ok_or("the class of an object is missing")?;
                match self.structure(false, depth)? {
                    Value::Struct(s) => {
                        Value::Object(Arc::new(Object { class: Name::from(class), fields: StructArray::clone(&s) }))
                    }
                    other => other,
                }
            }
            "range" | "double_range" => self.range()?,
            "diagonal matrix" => self.diagonal()?,
            "sparse matrix" => Value::Sparse(self.sparse(Self::real, |a, b| a + b)?.into()),
            "sparse complex matrix" => Value::SparseComplex(self.sparse(Self::complex, |a, b| a + b)?.into()),
            "sparse bool matrix" => Value::SparseBool(self.sparse(|r| Ok(r.real()? != 0.0), |a, b| a || b)?.into()),
            "function handle" => self.function()?,
            _ => self.integer(&kind)?,
        };
        Ok((global, value))
    }

    fn integer(&mut self, kind: &str) -> Outcome<Value> {
        let (class, form) = kind.split_once(' ').unwrap_or((kind, ""));
        let Some(class) = Class::from_name(class).filter(|c| c.is_integer()) else {
            return Err(format!("unknown type '{kind}'"));
        };
        fn read<T: Element + std::str::FromStr>(r: &mut Reader, scalar: bool) -> Outcome<Value> {
            let item = |r: &mut Reader| {
                r.token().and_then(|t| t.parse::<T>().ok()).ok_or_else(|| "failed to load integer".to_string())
            };
            match scalar {
                true => Ok(item(r)?.scalar()),
                false => Ok(r.array(item)?.into()),
            }
        }
        let scalar = form == "scalar";
        match class {
            Class::Int8 => read::<i8>(self, scalar),
            Class::Int16 => read::<i16>(self, scalar),
            Class::Int32 => read::<i32>(self, scalar),
            Class::Int64 => read::<i64>(self, scalar),
            Class::Uint8 => read::<u8>(self, scalar),
            Class::Uint16 => read::<u16>(self, scalar),
            Class::Uint32 => read::<u32>(self, scalar),
            _ => read::<u64>(self, scalar),
        }
    }

    fn take(&mut self, len: usize) -> Outcome<Vec<Char>> {
        let end = self.at.checked_add(len).filter(|&e| e <= self.data.len()).ok_or("the file is too short")?;
        let text = self.data[self.at..end].iter().map(|&b| Char(b as u16)).collect();
        self.at = end;
        self.line();
        Ok(text)
    }

    fn text(&mut self, single: bool) -> Outcome<Value> {
        let note = if single { runmat_value::Note::None } else { runmat_value::Note::DoubleQuoted };
        if let Some(n) = self.next_keyword("ndims") {
            let n: usize = n.parse().ok().filter(|&n| n < 64).ok_or("bad number of dimensions")?;
            let sizes = (0..n).map(|_| self.real().map(|x| x as usize)).collect::<Outcome<Vec<_>>>()?;
            self.line();
            let dims = self.believable(Dims::from_slice(&sizes))?;
            let data = self.take(dims.numel())?;
            return Ok(NdArray::new(dims, data).with_note(note).into());
        }
        let rows = match self.next_keyword("elements") {
            Some(n) => n.parse::<usize>().map_err(|_| "bad number of elements")?,
            None => 1,
        };
        let mut lines = Vec::new();
        for _ in 0..rows {
            let len = self.count("length")?;
            lines.push(self.take(len)?);
        }
        if lines.iter().all(Vec::is_empty) {
            return Ok(NdArray::<Char>::new(Dims::new(rows, 0), Vec::new()).with_note(note).into());
        }
        Ok(match chars::matrix(&lines) {
            Value::Chars(a) => NdArray::clone(&a).with_note(note).into(),
            v => v,
        })
    }

    fn cell(&mut self, depth: usize) -> Outcome<NdArray<Value>> {
        let (dims, _) = self.dims()?;
        let mut items = Vec::new();
        for _ in 0..dims.numel() {
            self.keyword("name").ok_or("cell array element is missing")?;
            items.push(self.variable(depth + 1)?.1);
        }
        Ok(NdArray::new(dims, items))
    }

    fn structure(&mut self, array: bool, depth: usize) -> Outcome<Value> {
        let dims = match self.next_keyword("ndims") {
            Some(_) => {
                let text = self.line().map(|l| String::from_utf8_lossy(l).into_owned()).unwrap_or_default();
                let sizes: Vec<usize> = text.split_whitespace().filter_map(|t| t.parse().ok()).collect();
                self.believable(Dims::from_slice(&sizes))?
            }
            None => Dims::scalar(),
        };
        let count = self.count("length")?;
        let mut names: Vec<Name> = Vec::new();
        let mut columns: Vec<NdArray<Value>> = Vec::new();
        for _ in 0..count {
            names.push(self.keyword("name").ok_or("struct field is missing")?.into());
            let value = self.variable(depth + 1)?.1;
            columns.push(match (array, value) {
                (true, Value::Cell(c)) => NdArray::clone(&c),
                (_, v) => NdArray::new(Dims::scalar(), vec![v]),
            });
        }
        let dims = columns.first().map_or(dims, |c| c.dims().clone());
        if columns.iter().any(|c| *c.dims() != dims) {
            return Err("struct fields of different sizes".into());
        }
        let values = (0..dims.numel()).flat_map(|k| columns.iter().map(move |c| c.data()[k].clone())).collect();
        Ok(StructArray::from_parts(dims, Arc::new(names), values).into())
    }

    fn range(&mut self) -> Outcome<Value> {
        self.line();
        let (base, limit, step) = (self.real()?, self.real()?, self.real()?);
        let count = ((limit - base) / step * (1.0 + f64::EPSILON)).floor() + 1.0;
        if !(0.0..1e9).contains(&count) {
            return Ok(NdArray::<f64>::new(Dims::new(1, 0), Vec::new()).into());
        }
        Ok(Value::row((0..count as usize).map(|k| base + k as f64 * step).collect()))
    }

    fn diagonal(&mut self) -> Outcome<Value> {
        let (rows, cols) = (self.count("rows")?, self.count("columns")?);
        if rows.saturating_mul(cols) > MOST {
            return Err("the matrix is too large".into());
        }
        let mut data = vec![0.0; rows * cols];
        for k in 0..rows.min(cols) {
            data[k * rows + k] = self.real()?;
        }
        Ok(Value::matrix(rows, cols, data))
    }

    fn sparse<T: Element>(
        &mut self,
        read: impl Fn(&mut Self) -> Outcome<T>,
        add: impl Fn(T, T) -> T,
    ) -> Outcome<Sparse<T>> {
        let count = self.count("nnz")?;
        let (rows, cols) = (self.count("rows")?, self.count("columns")?);
        let mut triplets = Vec::new();
        for _ in 0..count {
            let (r, c) = (self.real()? as usize, self.real()? as usize);
            let value = read(self)?;
            if r < 1 || r > rows || c < 1 || c > cols {
                return Err("sparse index out of range".into());
            }
            triplets.push((r - 1, c - 1, value));
        }
        Ok(Sparse::from_triplets(rows, cols, triplets, add))
    }

    fn function(&mut self) -> Outcome<Value> {
        let mut text = String::new();
        while let Some(l) = self.line() {
            text = String::from_utf8_lossy(l).trim().to_string();
            if !text.starts_with('#') && !text.is_empty() && text != "@<anonymous>" {
                break;
            }
        }
        match text.starts_with('@') {
            true => Err("anonymous functions can't be loaded".into()),
            false => Ok(FunctionHandle::named(&text)),
        }
    }
}

fn parse_real(text: &str) -> Option<f64> {
    match text {
        "NA" => Some(f64::from_bits(NA_BITS)),
        "NaN" => Some(f64::NAN),
        "Inf" | "+Inf" => Some(f64::INFINITY),
        "-Inf" => Some(f64::NEG_INFINITY),
        _ => text.parse().ok(),
    }
}

fn single(v: Value) -> Outcome<Value> {
    convert::to_class(&v, Class::Single, runmat_value::Dialect::Octave).map_err(|_| "not a number".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(value: Value) {
        let mut out = Vec::new();
        write(&mut out, &Entry { name: "x".into(), global: false, value: value.clone() }).unwrap();
        assert!(is_text(&out));
        let back = read(&out).unwrap();
        assert_eq!((back.len(), &*back[0].name), (1, "x"));
        assert_eq!(back[0].value, value);
    }

    #[test]
    fn there_and_back() {
        again(Value::Num(0.1));
        again(Value::matrix(2, 2, vec![1.0, 2.0, f64::INFINITY, -0.5]));
        again(NdArray::new(Dims::new(0, 3), Vec::<f64>::new()).into());
        again(Value::I8(-5));
        again(NdArray::new(Dims::from_slice(&[2, 1, 2]), vec![1u16, 2, 3, 4]).into());
        again(Value::cell_row(vec![Value::Bool(true), Value::empty(), Value::cell_col(vec![Value::Num(1.0)])]));
        again(StructArray::from_fields([("a", Value::Num(1.0)), ("b", Value::Single(2.5))]).into());
        again(C64::new(1.0, -2.0).scalar());
        again(Value::Sparse(Sparse::from_triplets(3, 2, vec![(0, 0, 1.0), (2, 1, 4.0)], |a, b| a + b).into()));
    }

    #[test]
    fn garbage_is_refused() {
        assert!(read(b"# name: x\n# type: matrix\n# rows: 99999999\n# columns: 99999999\n").is_err());
        assert!(read(b"# name: x\n# type: nonsense\n").is_err());
        assert!(read(b"# name: x\n").is_err());
    }
}
