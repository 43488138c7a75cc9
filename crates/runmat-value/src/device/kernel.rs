//! Kernels as data: what is computed for each element, and what becomes of the elements.
//!
//! Kernels of the same structure ([`Chain::nodes`], the forms of views, the form of the work) are the same program; sizes,
//! strides and numbers are given to it when it runs.

use super::BufferRef;

/// How an element is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Lane {
    F32,
    F64,
    I32,
    U32,
}

impl Lane {
    /// Bytes of an element.
    pub fn width(self) -> u64 {
        if self == Lane::F64 { 8 } else { 4 }
    }

    /// Floating point.
    pub fn is_float(self) -> bool {
        matches!(self, Lane::F32 | Lane::F64)
    }
}

/// A number given to a kernel.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Scalar {
    F32(f32),
    F64(f64),
    I32(i32),
    U32(u32),
}

impl Scalar {
    /// How it is stored.
    pub fn lane(self) -> Lane {
        match self {
            Scalar::F32(_) => Lane::F32,
            Scalar::F64(_) => Lane::F64,
            Scalar::I32(_) => Lane::I32,
            Scalar::U32(_) => Lane::U32,
        }
    }
}

/// Elements of a buffer, as a kernel walks through them.
#[derive(Debug, Clone)]
pub struct View {
    /// Where they lie.
    pub buffer: BufferRef,
    /// How they are stored.
    pub lane: Lane,
    /// Number of the first one.
    pub offset: u32,
    /// How far it is to the next one along each dimension of the chain; `None` where they lie one behind the other.
    pub strides: Option<Vec<i32>>,
}

/// Functions of one element. Those of truth give 0 or 1 as [`Lane::U32`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Un {
    Neg,
    Abs,
    Sign,
    Floor,
    Ceil,
    Trunc,
    /// To the nearest whole number, halves away from zero.
    Round,
    Sqrt,
    Exp,
    Expm1,
    Log,
    Log1p,
    Log2,
    Log10,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Not,
    IsNan,
    IsInf,
    IsFinite,
}

/// Functions of two elements of the same lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Bin {
    Add,
    Sub,
    Mul,
    Div,
    Pow,
    /// The larger one; a number rather than NaN.
    Max,
    /// The smaller one; a number rather than NaN.
    Min,
    Mod,
    Rem,
    Atan2,
    Hypot,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    And,
    Or,
    Xor,
}

impl Bin {
    /// Gives truth.
    pub fn is_truth(self) -> bool {
        use Bin::*;
        matches!(self, Eq | Ne | Lt | Le | Gt | Ge | And | Or | Xor)
    }
}

/// A step of a computation; it refers to earlier ones by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Node {
    /// The element of an input.
    Load(u16),
    /// A given number.
    Scalar(u16),
    /// The number of the element, from 0.
    Place,
    Un(Un, u16),
    Bin(Bin, u16, u16),
    /// The second where the first is not 0, else the third.
    Select(u16, u16, u16),
    /// Stored in another way: floats become whole numbers towards zero, those beyond the range its ends, NaN 0.
    Cast(Lane, u16),
    /// Raises this fault where the second is not 0; the value is the first.
    Fault(u16, u16, u8),
    /// A random number above 0 and below 1 (`false`) or normally distributed (`true`), by the number of the element and
    /// two given numbers.
    Random(bool, u16, u16),
}

/// What is computed for every element of a shape.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The shape.
    pub shape: Vec<u32>,
    /// Arrays.
    pub inputs: Vec<View>,
    /// Numbers.
    pub scalars: Vec<Scalar>,
    /// The steps.
    pub nodes: Vec<Node>,
    /// How the last step's value is stored.
    pub lane: Lane,
    /// Where faults are noted: one word.
    pub faults: Option<BufferRef>,
}

impl Chain {
    /// Number of elements.
    pub fn len(&self) -> u32 {
        self.shape.iter().product()
    }
}

/// How many elements become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Fold {
    Sum,
    Prod,
    /// NaN counts as nothing.
    Max,
    Min,
    /// 1 where any is not 0.
    Any,
    All,
    /// The number of the first largest, from 1, as [`Lane::U32`].
    ArgMax,
    ArgMin,
}

/// Elements in lines: `count` of them, each `inner` behind the one before; `outer` such blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// Elements of lower dimensions.
    pub inner: u32,
    /// Elements of a line.
    pub count: u32,
    /// Elements of higher dimensions.
    pub outer: u32,
}

impl Lines {
    /// How many lines.
    pub fn lines(self) -> u32 {
        self.inner * self.outer
    }
}

/// A matrix in a buffer.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Where it lies, in columns.
    pub buffer: BufferRef,
    /// The first element.
    pub offset: u32,
    /// How far it is to the next row and to the next column.
    pub strides: [u32; 2],
}

/// What a device runs.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum Kernel {
    /// Each element.
    Map(Chain),
    /// One for each line.
    Reduce { chain: Chain, fold: Fold, lines: Lines },
    /// For each element, those of its line up to it together: [`Fold::Sum`], [`Fold::Prod`], [`Fold::Max`], [`Fold::Min`].
    Scan { chain: Chain, fold: Fold, lines: Lines },
    /// Elements of `source` whose numbers, from 0, the chain computes.
    Take { chain: Chain, source: View },
    /// `base` with the elements whose numbers, from 0, are in `places` replaced by those of the chain.
    Put { base: View, length: u32, chain: Chain, places: View },
    /// The numbers, from 0, of the elements that are not 0, where `ranks` counts these up to each element.
    Compact { chain: Chain, ranks: View, count: u32 },
    /// The order of each line, as numbers from 0: ascending with NaN behind, or descending with NaN in front.
    Order { chain: Chain, lines: Lines, descending: bool },
    /// The product of an `m`×`k` by a `k`×`n` matrix.
    Multiply { a: Matrix, b: Matrix, m: u32, k: u32, n: u32, lane: Lane },
    /// Two-dimensional convolution of `a` with `b`, the block of `size` from `first` on.
    Convolve { a: View, a_size: [u32; 2], b: View, b_size: [u32; 2], first: [u32; 2], size: [u32; 2], lane: Lane },
}
