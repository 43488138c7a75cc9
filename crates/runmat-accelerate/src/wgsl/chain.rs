//! The value of an element: a function in WGSL made of the steps of a chain.

use super::type_of;
use runmat_value::device::BufferRef;
use runmat_value::device::DeviceError;
use runmat_value::device::kernel::{Bin, Chain, Lane, Node, Scalar, Un, View};
use std::fmt::Write;

/// What a program is given: words, doubles and buffers; and the text that declares them.
#[derive(Default)]
pub(crate) struct Given {
    /// Words of the first binding; the first one is 0, which the compiler does not know.
    pub words: Vec<u32>,
    /// Numbers of the second binding, if any.
    pub doubles: Vec<f64>,
    /// Buffers that are read: their bindings follow in order.
    pub inputs: Vec<BufferRef>,
    /// Types of these.
    pub lanes: Vec<Lane>,
    /// Where faults are noted.
    pub faults: Option<BufferRef>,
}

impl Given {
    pub fn new() -> Self {
        Given { words: vec![0], ..Given::default() }
    }

    /// Adds a word; the expression that reads it.
    pub fn word(&mut self, w: u32) -> String {
        self.words.push(w);
        format!("params[{}]", self.words.len() - 1)
    }

    /// Adds a buffer; its name.
    pub fn input(&mut self, buffer: &BufferRef, lane: Lane) -> String {
        let same = |b: &BufferRef| std::ptr::addr_eq(std::sync::Arc::as_ptr(b), std::sync::Arc::as_ptr(buffer));
        let known = self.inputs.iter().zip(&self.lanes).position(|(b, l)| same(b) && *l == lane);
        let k = known.unwrap_or_else(|| {
            self.inputs.push(buffer.clone());
            self.lanes.push(lane);
            self.inputs.len() - 1
        });
        format!("in{k}")
    }

    fn scalar(&mut self, s: Scalar) -> String {
        match s {
            Scalar::F32(x) => format!("bitcast<f32>({})", self.word(x.to_bits())),
            Scalar::I32(x) => format!("bitcast<i32>({})", self.word(x as u32)),
            Scalar::U32(x) => self.word(x),
            Scalar::F64(x) => {
                self.doubles.push(x);
                format!("doubles[{}]", self.doubles.len() - 1)
            }
        }
    }

    /// The expression that reads element `place` (an expression) of a view without strides.
    pub fn element(&mut self, v: &View, place: &str) -> String {
        let name = self.input(&v.buffer, v.lane);
        let offset = self.word(v.offset);
        format!("{name}[{offset} + {place}]")
    }
}

/// The function `value(e)`: the value of element `e` of a chain.
pub(crate) fn value_function(chain: &Chain, given: &mut Given) -> Result<String, DeviceError> {
    let mut body = String::new();
    if chain.inputs.iter().any(|v| v.strides.is_some()) {
        coordinates(chain, given, &mut body);
    }
    let loads: Vec<String> = chain.inputs.iter().map(|v| load(v, given)).collect();
    let scalars: Vec<String> = chain.scalars.iter().map(|&s| given.scalar(s)).collect();
    given.faults = chain.faults.clone();
    let mut lanes: Vec<Lane> = Vec::with_capacity(chain.nodes.len());
    for (k, node) in chain.nodes.iter().enumerate() {
        let lane_of = |n: u16| lanes[n as usize];
        let (lane, text) = match *node {
            Node::Load(i) => (chain.inputs[i as usize].lane, loads[i as usize].clone()),
            Node::Scalar(i) => (chain.scalars[i as usize].lane(), scalars[i as usize].clone()),
            Node::Place => (Lane::U32, "e".to_string()),
            Node::Un(f, a) => unary(f, lane_of(a), a)?,
            Node::Bin(f, a, b) => binary(f, lane_of(a), a, b)?,
            Node::Select(c, a, b) => (lane_of(a), format!("select(v{b}, v{a}, {})", truth(lane_of(c), c))),
            Node::Cast(to, a) => (to, cast(lane_of(a), to, a)),
            Node::Fault(a, c, code) => {
                let _ = writeln!(body, "    if ({}) {{ atomicMax(&faults[0], {code}u); }}", truth(lane_of(c), c));
                (lane_of(a), format!("v{a}"))
            }
            Node::Random(normal, a, b) => {
                let f = if normal { "random_normal" } else { "random_uniform" };
                (Lane::F32, format!("{f}(e, v{a}, v{b})"))
            }
        };
        let _ = writeln!(body, "    let v{k} = {text};");
        lanes.push(lane);
    }
    let last = chain.nodes.len() - 1;
    debug_assert_eq!(lanes[last], chain.lane);
    Ok(format!("fn value(e: u32) -> {} {{\n{body}    return v{last};\n}}\n", type_of(chain.lane)))
}

/// The coordinates `c0`, `c1`, … of element `e`.
fn coordinates(chain: &Chain, given: &mut Given, body: &mut String) {
    let last = chain.shape.len() - 1;
    let mut rest = "e".to_string();
    for (d, &n) in chain.shape.iter().enumerate() {
        if d == last {
            let _ = writeln!(body, "    let c{d} = i32({rest});");
            break;
        }
        let size = given.word(n.max(1));
        let _ = writeln!(body, "    let c{d} = i32({rest} % {size});\n    let r{d} = {rest} / {size};");
        rest = format!("r{d}");
    }
}

fn load(v: &View, given: &mut Given) -> String {
    let Some(strides) = &v.strides else { return given.element(v, "e") };
    let name = given.input(&v.buffer, v.lane);
    let mut place = format!("bitcast<i32>({})", given.word(v.offset));
    for (d, &s) in strides.iter().enumerate() {
        if s != 0 {
            let _ = write!(place, " + c{d} * bitcast<i32>({})", given.word(s as u32));
        }
    }
    format!("{name}[u32({place})]")
}

/// An expression that holds where the value is not 0.
fn truth(lane: Lane, a: u16) -> String {
    match lane {
        Lane::F32 => format!("!(v{a} == 0.0)"),
        Lane::F64 => format!("!(v{a} == 0.0lf)"),
        Lane::I32 => format!("(v{a} != 0i)"),
        Lane::U32 => format!("(v{a} != 0u)"),
    }
}

fn refused(what: &str) -> DeviceError {
    DeviceError::Unsupported(format!(
        "'{what}' of doubles can't be computed on this device: convert to single, or gather the argument first."
    ))
}

fn unary(f: Un, lane: Lane, a: u16) -> Result<(Lane, String), DeviceError> {
    use Un::*;
    let wide = lane == Lane::F64;
    let both = |narrow: &str, wider: &str| Ok((lane, format!("{}(v{a})", if wide { wider } else { narrow })));
    let only = |name: &str| match lane {
        Lane::F32 => Ok((lane, format!("{name}_(v{a})"))),
        // A digit and `64` would be one number.
        Lane::F64 if name.ends_with(|c: char| c.is_ascii_digit()) && name != "log1p" => {
            Ok((lane, format!("{name}_64_(v{a})")))
        }
        Lane::F64 => Ok((lane, format!("{name}64_(v{a})"))),
        _ => Err(refused(name)),
    };
    let test = |narrow: String, wider: String| {
        Ok((
            Lane::U32,
            if lane.is_float() {
                format!("select(0u, 1u, {})", if wide { wider } else { narrow })
            } else {
                "0u".into()
            },
        ))
    };
    match f {
        Neg if lane == Lane::U32 => Ok((lane, format!("(0u - v{a})"))),
        Neg => Ok((lane, format!("(-v{a})"))),
        Abs if lane == Lane::U32 => Ok((lane, format!("v{a}"))),
        Abs => both("abs", "abs"),
        Sign if lane == Lane::U32 => Ok((lane, format!("min(v{a}, 1u)"))),
        Sign if lane == Lane::I32 => Ok((lane, format!("sign(v{a})"))),
        Sign => both("sign_of", "sign_of64"),
        Floor | Ceil | Trunc | Round if !lane.is_float() => Ok((lane, format!("v{a}"))),
        Floor => both("floor", "floor"),
        Ceil => both("ceil", "ceil"),
        Trunc => both("trunc", "trunc"),
        Round => both("round_away", "round_away64"),
        Sqrt => both("sqrt", "sqrt"),
        Exp => only("exp"),
        Expm1 => only("expm1"),
        Log => only("log"),
        Log1p => only("log1p"),
        Log2 => only("log2"),
        Log10 => only("log10"),
        Sin => only("sin"),
        Cos => only("cos"),
        Tan => only("tan"),
        Asin => only("asin"),
        Acos => only("acos"),
        Atan => only("atan"),
        Sinh => only("sinh"),
        Cosh => only("cosh"),
        Tanh => only("tanh"),
        Not => Ok((Lane::U32, format!("select(1u, 0u, {})", truth(lane, a)))),
        IsNan => test(format!("is_nan(v{a})"), format!("is_nan64(v{a})")),
        IsInf => test(format!("is_inf(v{a})"), format!("is_inf64(v{a})")),
        IsFinite if !lane.is_float() => Ok((Lane::U32, "1u".into())),
        IsFinite => test(format!("!is_nan(v{a}) && !is_inf(v{a})"), format!("!is_nan64(v{a}) && !is_inf64(v{a})")),
    }
}

fn binary(f: Bin, lane: Lane, a: u16, b: u16) -> Result<(Lane, String), DeviceError> {
    use Bin::*;
    let wide = lane == Lane::F64;
    let infix = |sign: &str| Ok((lane, format!("(v{a} {sign} v{b})")));
    let compare = |sign: &str| Ok((Lane::U32, format!("select(0u, 1u, v{a} {sign} v{b})")));
    let logic = |sign: &str| Ok((Lane::U32, format!("select(0u, 1u, {} {sign} {})", truth(lane, a), truth(lane, b))));
    let floats = |narrow: &str, wider: &str, whole: &str| {
        let name = match lane {
            Lane::F32 => narrow,
            Lane::F64 => wider,
            _ => whole,
        };
        if name.is_empty() {
            Err(refused(narrow.trim_end_matches('_')))
        } else {
            Ok((lane, format!("{name}(v{a}, v{b})")))
        }
    };
    match f {
        Add => infix("+"),
        Sub => infix("-"),
        Mul => infix("*"),
        Div => infix("/"),
        Pow => floats("power_", "", ""),
        Max => floats("larger", "larger64", "max"),
        Min => floats("smaller", "smaller64", "min"),
        Mod if wide => Ok((lane, format!("modulo64(v{a}, v{b})"))),
        Mod => Ok((lane, format!("modulo(v{a}, v{b})"))),
        Rem if wide => Ok((lane, format!("remainder64(v{a}, v{b})"))),
        Rem => Ok((lane, format!("remainder(v{a}, v{b})"))),
        Atan2 => floats("atan2_", "", ""),
        Hypot => floats("hypot_", "", ""),
        Eq => compare("=="),
        Ne => Ok((Lane::U32, format!("select(1u, 0u, v{a} == v{b})"))),
        Lt => compare("<"),
        Le => compare("<="),
        Gt => compare(">"),
        Ge => compare(">="),
        And => logic("&&"),
        Or => logic("||"),
        Xor => Ok((Lane::U32, format!("select(0u, 1u, {} != {})", truth(lane, a), truth(lane, b)))),
    }
}

fn cast(from: Lane, to: Lane, a: u16) -> String {
    use Lane::*;
    match (from, to) {
        (x, y) if x == y => format!("v{a}"),
        (F32, I32) => format!("whole_of(v{a})"),
        (F32, U32) => format!("count_of(v{a})"),
        (F64, I32) => format!("select(i32(clamp(v{a}, -2147483648.0lf, 2147483647.0lf)), 0i, is_nan64(v{a}))"),
        (F64, U32) => format!("select(u32(clamp(v{a}, 0.0lf, 4294967295.0lf)), 0u, is_nan64(v{a}))"),
        (I32, U32) => format!("u32(max(v{a}, 0i))"),
        (U32, I32) => format!("i32(min(v{a}, 2147483647u))"),
        (_, to) => format!("{}(v{a})", type_of(to)),
    }
}
