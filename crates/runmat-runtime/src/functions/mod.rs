//! Functions as values, their arguments, classes of values, evaluation of text.

mod arity;
mod classes;
mod evaluate;
mod handles;
pub mod lookup;
pub mod qualify;
pub mod validators;

pub(crate) use lookup::is_name;

use runmat_ignition::{Builtin, MANY};

/// The builtins.
pub const TABLE: &[Builtin] = &[
    // Arguments.
    Builtin::many("nargin", (0, 1), 1, arity::nargin)
        .doc("nargin(f): number of inputs of a function; negative when it varies."),
    Builtin::many("nargout", (0, 1), 1, arity::nargout)
        .doc("nargout(f): number of outputs of a function; negative when it varies."),
    Builtin::many("nargchk", (3, 4), 1, arity::nargchk).doc("nargchk(min, max, n): a message when n is out of range."),
    Builtin::many("narginchk", (2, 2), 0, arity::narginchk)
        .doc("narginchk(min, max): error when the calling function got too few or too many inputs."),
    Builtin::many("nargoutchk", (0, 4), 1, arity::nargoutchk)
        .doc("nargoutchk(min, max): error when the calling function has too few or too many outputs."),
    Builtin::one("isargout", (1, 1), arity::isargout)
        .impure()
        .doc("isargout(k): whether output k of the calling function is used."),
    Builtin::many("inputname", (1, 2), 1, arity::inputname)
        .doc("inputname(n): name of the variable given as argument n."),
    Builtin::many("deal", (1, MANY), MANY, arity::deal)
        .doc("[a, b] = deal(x, y): each output gets its input.\n  [a, b] = deal(1, 2)"),
    // Classes.
    Builtin::one("class", (1, runmat_ignition::MANY), classes::class).impure().doc("class(x): name of the class of x."),
    Builtin::one("isa", (2, 2), classes::isa).doc("isa(x, class): whether x is of a class or group of classes."),
    Builtin::one("isnumeric", (1, 1), classes::isnumeric).doc("isnumeric(x): whether x is a number array."),
    Builtin::one("isreal", (1, 1), classes::isreal)
        .doc("isreal(x): whether x is a number array without imaginary parts."),
    Builtin::one("iscomplex", (1, 1), classes::iscomplex).doc("iscomplex(x): whether x has imaginary parts."),
    Builtin::one("islogical", (1, 1), classes::islogical).doc("islogical(x): whether x is logical."),
    Builtin::one("isbool", (1, 1), classes::islogical).doc("isbool(x): whether x is logical."),
    Builtin::one("isfloat", (1, 1), classes::isfloat).doc("isfloat(x): whether x is double or single."),
    Builtin::one("isinteger", (1, 1), classes::isinteger).doc("isinteger(x): whether x is of an integer class."),
    Builtin::one("iscell", (1, 1), classes::iscell).doc("iscell(x): whether x is a cell array."),
    Builtin::one("isstruct", (1, 1), classes::isstruct).doc("isstruct(x): whether x is a struct."),
    Builtin::one("isobject", (1, 1), classes::isobject).doc("isobject(x): whether x is an object."),
    Builtin::one("isjava", (1, 1), classes::never).doc("isjava(x): false."),
    Builtin::one("is_function_handle", (1, 1), classes::is_function_handle)
        .doc("is_function_handle(x): whether x is a function handle."),
    // Handles.
    Builtin::one("func2str", (1, 1), handles::func2str).doc("func2str(f): text of a function handle."),
    Builtin::steps("str2func", (1, 2), 1, handles::str2func, handles::str2func_done)
        .doc("str2func(name): a function handle."),
    Builtin::steps("feval", (1, MANY), MANY, handles::feval, handles::feval_done).doc("feval(f, ...): calls f."),
    Builtin::one("functions", (1, 1), handles::functions)
        .doc("functions(f): a struct that describes a function handle."),
    Builtin::one("localfunctions", (0, 0), handles::localfunctions)
        .impure()
        .doc("localfunctions(): handles of the functions in the calling file."),
    // Evaluation.
    Builtin::steps("eval", (1, 2), MANY, evaluate::eval, evaluate::resume)
        .doc("eval(code), eval(code, catch_code): runs program text."),
    Builtin::steps("evalc", (1, 2), MANY, evaluate::evalc, evaluate::resume)
        .doc("text = evalc(code): runs program text and returns what it prints."),
    Builtin::steps("evalin", (2, 3), MANY, evaluate::evalin, evaluate::resume)
        .doc("evalin('caller'|'base', code): runs program text in another workspace."),
    Builtin::many("assignin", (3, 3), 0, evaluate::assignin)
        .doc("assignin('caller'|'base', name, value): sets a variable of another workspace."),
    // Names.
    Builtin::many("exist", (1, 2), 1, lookup::exist)
        .doc("exist(name): 1 variable, 2 file or function file, 5 builtin, 7 folder, 103 typed function."),
    Builtin::one("isvarname", (1, 1), lookup::isvarname).doc("isvarname(name): whether name can name a variable."),
    Builtin::one("iskeyword", (0, 1), lookup::iskeyword).doc("iskeyword(name): whether name is a keyword."),
    Builtin::one("namelengthmax", (0, 0), lookup::namelengthmax).doc("namelengthmax(): longest name."),
    Builtin::many("exit", (0, 2), 0, lookup::exit).doc("exit(status): ends the program."),
    Builtin::many("quit", (0, 2), 0, lookup::exit).doc("quit(status): ends the program."),
    Builtin::one("__global_is_new__", (1, 1), lookup::global_is_new).impure(),
    Builtin::many("__syntax_error__", (0, 0), 1, lookup::syntax_error),
    Builtin::many("__set_inputs__", (1, 1), 0, arity::set_inputs),
    Builtin::many("__undefined_target__", (1, 1), 1, lookup::undefined_target),
    Builtin::many("__invalid_assignment__", (0, 0), 1, lookup::invalid_assignment),
];
