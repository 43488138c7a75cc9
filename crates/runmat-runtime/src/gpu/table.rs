//! What each function does with arrays on a device.

use super::elementwise::Recipe;
use super::{functions as f, reduce, select, shape};
use super::{gather, no_kernel, truth};
use runmat_ignition::{CallCx, Outcome, Values};
use runmat_value::device::kernel::{Bin, Fold, Un};
use runmat_value::{Class, Result};

/// What happens to a call.
#[derive(Clone, Copy)]
pub enum How {
    /// The builtin is called: it does not look at elements.
    AsIs,
    /// Arguments are fetched, then the builtin is called: it shows, prints, compares or makes text.
    Gather,
    /// Arguments are fetched, the builtin is called, and its results are sent over.
    ThereAndBack,
    /// Elements are computed each by itself.
    Element(Recipe),
    /// An array is made.
    Construct,
    /// A kernel of its own.
    Own(fn(&mut CallCx<'_>, &mut Values) -> Result<Outcome>),
}

use How::{AsIs, Construct, Element, Gather, Own, ThereAndBack};
use Recipe::{Any, Arithmetic, Compare, Convert, Float, Logic, Partial, Power, Same, Test, Turned};

macro_rules! float {
    ($un:ident) => {
        Element(Float(|x| super::term::un(Un::$un, x)))
    };
    ($un:ident, $wrong:path) => {
        Element(Partial(|x| super::term::un(Un::$un, x), $wrong))
    };
}

/// The row of a function.
pub fn how(name: &str) -> Option<How> {
    ROWS.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// Division of matrices by numbers is elementwise; by matrices it is not offered.
fn divide(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let (name, number, recipe) = match cx.name {
        "mldivide" => ("ldivide", &args[0], Turned(Bin::Div)),
        "mpower" => ("power", &args[1], Power),
        _ => ("rdivide", &args[1], Arithmetic(Bin::Div)),
    };
    if !number.is_scalar() || name == "power" && !args[0].is_scalar() {
        return Err(no_kernel(cx.name, "of matrices"));
    }
    Ok(super::elementwise::apply(cx, name, recipe, args)?.into())
}

/// Rounding to digits is the host's.
fn round(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    if args.len() > 1 {
        return Err(no_kernel("round", "to digits"));
    }
    Ok(super::elementwise::apply(cx, "round", Any(Un::Round), args)?.into())
}

/// All rows.
pub const ROWS: &[(&str, How)] = &[
    // Operators.
    ("plus", Element(Arithmetic(Bin::Add))),
    ("minus", Element(Arithmetic(Bin::Sub))),
    ("times", Element(Arithmetic(Bin::Mul))),
    ("rdivide", Element(Arithmetic(Bin::Div))),
    ("ldivide", Element(Turned(Bin::Div))),
    ("power", Element(Power)),
    ("mtimes", Own(reduce::product)),
    ("mrdivide", Own(divide)),
    ("mldivide", Own(divide)),
    ("mpower", Own(divide)),
    ("uminus", Element(Any(Un::Neg))),
    ("uplus", Element(Same)),
    ("not", Element(Test(Un::Not))),
    ("eq", Element(Compare(Bin::Eq))),
    ("ne", Element(Compare(Bin::Ne))),
    ("lt", Element(Compare(Bin::Lt))),
    ("le", Element(Compare(Bin::Le))),
    ("gt", Element(Compare(Bin::Gt))),
    ("ge", Element(Compare(Bin::Ge))),
    ("and", Element(Logic(Bin::And))),
    ("or", Element(Logic(Bin::Or))),
    ("xor", Element(Logic(Bin::Xor))),
    ("transpose", Own(shape::transpose)),
    ("ctranspose", Own(shape::transpose)),
    // Functions of elements.
    ("abs", Element(Any(Un::Abs))),
    ("sign", Element(Any(Un::Sign))),
    ("floor", Element(Any(Un::Floor))),
    ("ceil", Element(Any(Un::Ceil))),
    ("fix", Element(Any(Un::Trunc))),
    ("round", Own(round)),
    ("real", Element(Same)),
    ("conj", Element(Same)),
    ("sqrt", float!(Sqrt, f::negative)),
    ("exp", float!(Exp)),
    ("expm1", float!(Expm1)),
    ("log", float!(Log, f::negative)),
    ("log1p", float!(Log1p, f::below_minus_one)),
    ("log2", float!(Log2, f::negative)),
    ("log10", float!(Log10, f::negative)),
    ("sin", float!(Sin)),
    ("cos", float!(Cos)),
    ("tan", float!(Tan)),
    ("sec", Element(Float(f::sec))),
    ("csc", Element(Float(f::csc))),
    ("cot", Element(Float(f::cot))),
    ("asin", float!(Asin, f::beyond_one)),
    ("acos", float!(Acos, f::beyond_one)),
    ("atan", float!(Atan)),
    ("sinh", float!(Sinh)),
    ("cosh", float!(Cosh)),
    ("tanh", float!(Tanh)),
    ("asinh", Element(Float(f::asinh))),
    ("acosh", Element(Partial(f::acosh, f::below_one))),
    ("atanh", Element(Partial(f::atanh, f::beyond_one))),
    ("isnan", Element(Test(Un::IsNan))),
    ("isinf", Element(Test(Un::IsInf))),
    ("isfinite", Element(Test(Un::IsFinite))),
    ("mod", Element(Arithmetic(Bin::Mod))),
    ("rem", Element(Arithmetic(Bin::Rem))),
    ("atan2", Element(Arithmetic(Bin::Atan2))),
    ("hypot", Element(Arithmetic(Bin::Hypot))),
    // Classes.
    ("double", Element(Convert(Class::Double))),
    ("single", Element(Convert(Class::Single))),
    ("logical", Element(Convert(Class::Logical))),
    ("int8", Element(Convert(Class::Int8))),
    ("int16", Element(Convert(Class::Int16))),
    ("int32", Element(Convert(Class::Int32))),
    ("uint8", Element(Convert(Class::Uint8))),
    ("uint16", Element(Convert(Class::Uint16))),
    ("uint32", Element(Convert(Class::Uint32))),
    // Reductions and scans.
    ("sum", Own(|cx, args| reduce::total(cx, args, Fold::Sum))),
    ("prod", Own(|cx, args| reduce::total(cx, args, Fold::Prod))),
    ("mean", Own(reduce::mean)),
    ("any", Own(|cx, args| reduce::truth(cx, args, Fold::Any))),
    ("all", Own(|cx, args| reduce::truth(cx, args, Fold::All))),
    ("max", Own(|cx, args| reduce::extreme(cx, args, [Fold::Max, Fold::ArgMax], Bin::Max))),
    ("min", Own(|cx, args| reduce::extreme(cx, args, [Fold::Min, Fold::ArgMin], Bin::Min))),
    ("cumsum", Own(|cx, args| reduce::running(cx, args, Fold::Sum))),
    ("cumprod", Own(|cx, args| reduce::running(cx, args, Fold::Prod))),
    ("cummax", Own(|cx, args| reduce::running(cx, args, Fold::Max))),
    ("cummin", Own(|cx, args| reduce::running(cx, args, Fold::Min))),
    ("sort", Own(reduce::sort)),
    ("find", Own(select::find)),
    ("conv2", Own(reduce::convolve)),
    // Shapes.
    ("reshape", Own(shape::reshape)),
    ("permute", Own(shape::permute)),
    ("ipermute", Own(shape::moved)),
    ("squeeze", Own(shape::moved)),
    ("vec", Own(shape::moved)),
    ("repmat", Own(shape::moved)),
    ("flip", Own(shape::moved)),
    ("fliplr", Own(shape::moved)),
    ("flipud", Own(shape::moved)),
    ("rot90", Own(shape::moved)),
    ("circshift", Own(shape::moved)),
    ("diag", Own(shape::moved)),
    ("tril", Own(shape::moved)),
    ("triu", Own(shape::moved)),
    ("resize", Own(shape::moved)),
    ("cat", Own(shape::joined)),
    ("horzcat", Own(shape::joined)),
    ("vertcat", Own(shape::joined)),
    ("__index__", Own(shape::index)),
    ("__set__", Own(shape::set)),
    ("__delete__", Own(shape::delete)),
    // Arrays made on the device.
    ("zeros", Construct),
    ("ones", Construct),
    ("eye", Construct),
    ("true", Construct),
    ("false", Construct),
    ("Inf", Construct),
    ("inf", Construct),
    ("NaN", Construct),
    ("nan", Construct),
    ("rand", Construct),
    ("randn", Construct),
    ("randi", Construct),
    // The way back.
    ("gather", Own(gather)),
    ("__truth__", Own(truth)),
    // Shown, printed, compared, made text: on the host.
    ("disp", Gather),
    ("display", Gather),
    ("__show__", Gather),
    ("__display__", Gather),
    ("__display_value__", Gather),
    ("fprintf", Gather),
    ("sprintf", Gather),
    ("printf", Gather),
    ("fdisp", Gather),
    ("num2str", Gather),
    ("mat2str", Gather),
    ("int2str", Gather),
    ("string", Gather),
    ("char", Gather),
    ("isequal", Gather),
    ("isequaln", Gather),
    ("assert", Gather),
    ("error", Gather),
    ("warning", Gather),
    ("save", Gather),
    // Their callbacks are the host's.
    ("arrayfun", ThereAndBack),
    // Loops and subscripts go by it.
    ("colon", Gather),
    ("linspace", ThereAndBack),
    // What does not look at elements.
    ("gpuArray", AsIs),
    ("isgpuarray", AsIs),
    ("existsOnGPU", AsIs),
    ("underlyingType", AsIs),
    ("classUnderlying", AsIs),
    ("class", AsIs),
    ("isa", AsIs),
    ("size", AsIs),
    ("numel", AsIs),
    ("ndims", AsIs),
    ("length", AsIs),
    ("rows", AsIs),
    ("columns", AsIs),
    ("isempty", AsIs),
    ("isnull", AsIs),
    ("isscalar", AsIs),
    ("isvector", AsIs),
    ("isrow", AsIs),
    ("iscolumn", AsIs),
    ("ismatrix", AsIs),
    ("issquare", AsIs),
    ("size_equal", AsIs),
    ("iscell", AsIs),
    ("isstruct", AsIs),
    ("isstring", AsIs),
    ("iscellstr", AsIs),
    ("isobject", AsIs),
    ("is_function_handle", AsIs),
    ("cell", AsIs),
    ("struct", AsIs),
    ("setfield", AsIs),
    ("getfield", AsIs),
    ("deal", AsIs),
    ("feval", AsIs),
    ("cellfun", AsIs),
    ("spawn", AsIs),
    ("await", AsIs),
    ("exist", AsIs),
    ("onCleanup", AsIs),
    ("assignin", AsIs),
    ("isnumeric", Own(kind)),
    ("isfloat", Own(kind)),
    ("isinteger", Own(kind)),
    ("islogical", Own(kind)),
    ("isbool", Own(kind)),
    ("isreal", Own(kind)),
    ("iscomplex", Own(kind)),
    ("ischar", Own(kind)),
    ("issparse", Own(kind)),
];

/// Questions about the class of the elements.
fn kind(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    use super::reduce::ClassHere;
    let name = cx.name;
    let args = args.iter().map(|v| super::elementwise::sample(v.class_here())).collect();
    Ok(super::elementwise::on_host(cx, name, args)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use runmat_value::Dialect;

    #[test]
    fn every_row_is_a_function_and_there_is_one_for_each() {
        let library = crate::StandardLibrary::shared();
        let known = |name: &str| [Dialect::Matlab, Dialect::Octave].iter().any(|&d| library.find(name, d).is_some());
        let unknown: Vec<&str> = ROWS.iter().map(|row| row.0).filter(|name| !known(name)).collect();
        assert!(unknown.is_empty(), "no builtins: {unknown:?}");
        let mut seen = std::collections::HashSet::new();
        let twice: Vec<&str> = ROWS.iter().map(|row| row.0).filter(|name| !seen.insert(*name)).collect();
        assert!(twice.is_empty(), "with two rows: {twice:?}");
    }
}
