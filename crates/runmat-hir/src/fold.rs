//! Constant folding: literals and what follows from literals alone.

use runmat_syntax::ast::*;
use runmat_value::{C64, Char, Class, Dialect, Dims, Element, NdArray, Note, Value};
use std::sync::Arc;

/// The value of an expression made of literals, unary minus and arithmetic on real doubles; also matrices of such
/// doubles, and cells of such values.
pub fn constant(e: &Expr, dialect: Dialect) -> Option<Value> {
    match &e.kind {
        ExprKind::Number { value, imaginary: false, .. } => Some(Value::Num(*value)),
        ExprKind::Number { value, imaginary: true, .. } => Some(C64::new(0.0, *value).scalar()),
        ExprKind::Integer { value, class, .. } => integer(*value, class),
        ExprKind::Text { value, bytes, double_quoted } => Some(text(value, bytes.as_deref(), *double_quoted, dialect)),
        ExprKind::Paren(x) => constant(x, dialect).filter(|v| matches!(v, Value::Num(_))),
        ExprKind::Unary { op, operand } => {
            let Value::Num(x) = constant(operand, dialect)? else { return None };
            match op {
                UnaryOp::Minus => Some(Value::Num(-x)),
                UnaryOp::Plus => Some(Value::Num(x)),
                _ => None,
            }
        }
        ExprKind::Binary { op, left, right } => {
            let (Value::Num(a), Value::Num(b)) = (constant(left, dialect)?, constant(right, dialect)?) else {
                return None;
            };
            arithmetic(*op, a, b).map(Value::Num)
        }
        ExprKind::Matrix(rows) => {
            let number = |e: &Expr| match constant(e, dialect) {
                Some(Value::Num(x)) => Some(x),
                _ => None,
            };
            let (dims, data) = table(rows, number)?;
            Some(NdArray::new(dims, data).into())
        }
        ExprKind::Cell(rows) => {
            let (dims, data) = table(rows, |e| constant(e, dialect).filter(|v| !v.is_cell()))?;
            Some(Value::Cell(Arc::new(NdArray::new(dims, data))))
        }
        _ => None,
    }
}

/// `uint64(N)`, `int64(-N)` with a whole literal beyond what a double tells apart: the literal's own value.
pub fn exact_integer(e: &Expr) -> Option<Value> {
    let ExprKind::Index { base, index: IndexKind::Paren(args) } = &e.kind else { return None };
    let (ExprKind::Ident(name), [arg]) = (&base.kind, args.as_slice()) else { return None };
    let (negative, literal) = match &arg.kind {
        ExprKind::Unary { op: UnaryOp::Minus, operand } => (true, &**operand),
        _ => (false, arg),
    };
    let ExprKind::Number { value, imaginary: false, text } = &literal.kind else { return None };
    if *value < 9_007_199_254_740_992.0 {
        return None;
    }
    let whole: i128 = text.parse().ok()?;
    let whole = if negative { -whole } else { whole };
    match &**name {
        "uint64" => Some(Value::U64(whole.clamp(0, u64::MAX as i128) as u64)),
        "int64" => Some(Value::I64(whole.clamp(i64::MIN as i128, i64::MAX as i128) as i64)),
        _ => None,
    }
}

/// The elements of a matrix literal that is not empty, column by column; `None` when one is not known or the rows differ
/// in length.
fn table<T>(rows: &[Vec<Expr>], element: impl Fn(&Expr) -> Option<T>) -> Option<(Dims, Vec<T>)> {
    let width = rows.first()?.len();
    if width == 0 || rows.iter().any(|r| r.len() != width) {
        return None;
    }
    let places = (0..width).flat_map(|j| rows.iter().map(move |r| &r[j]));
    let data = places.map(element).collect::<Option<Vec<T>>>()?;
    Some((Dims::new(rows.len(), width), data))
}

fn arithmetic(op: BinaryOp, a: f64, b: f64) -> Option<f64> {
    match op {
        BinaryOp::Add => Some(a + b),
        BinaryOp::Sub => Some(a - b),
        BinaryOp::Times | BinaryOp::MTimes => Some(a * b),
        BinaryOp::RDivide | BinaryOp::MRDivide => Some(a / b),
        _ => None,
    }
}

fn integer(bits: u64, class: &str) -> Option<Value> {
    Some(match Class::from_name(class)? {
        Class::Int8 => Value::I8(bits as i8),
        Class::Int16 => Value::I16(bits as i16),
        Class::Int32 => Value::I32(bits as i32),
        Class::Int64 => Value::I64(bits as i64),
        Class::Uint8 => Value::U8(bits as u8),
        Class::Uint16 => Value::U16(bits as u16),
        Class::Uint32 => Value::U32(bits as u32),
        Class::Uint64 => Value::U64(bits),
        _ => return None,
    })
}

/// A text literal: char row, or in MATLAB's double quotes a string.
pub fn text(value: &str, bytes: Option<&[u8]>, double_quoted: bool, dialect: Dialect) -> Value {
    if double_quoted && !dialect.is_octave() {
        return Value::string(value);
    }
    let units: Vec<Char> = match bytes {
        Some(raw) => raw.iter().map(|&b| Char(b as u16)).collect(),
        None if dialect.is_octave() => value.bytes().map(|b| Char(b as u16)).collect(),
        None => value.encode_utf16().map(Char).collect(),
    };
    let array = if units.is_empty() { NdArray::empty() } else { NdArray::row(units) };
    array.with_note(if double_quoted { Note::DoubleQuoted } else { Note::None }).into()
}
