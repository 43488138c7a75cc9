//! Cell arrays: making, taking apart, and applying functions to their elements.

mod apply;
mod collect;
mod convert;
mod split;

use runmat_ignition::{Builtin, MANY, Work};

/// The builtins.
pub const TABLE: &[Builtin] = &[
    Builtin::one("cell", (0, MANY), convert::cell)
        .work(Work::Sizes { values: 0, square: true })
        .doc("cell(n), cell(m, n, ...): an array of empty cells."),
    Builtin::one("num2cell", (1, 2), convert::num2cell)
        .doc("num2cell(a, dims): each element (or slice along dims) in a cell of its own."),
    Builtin::one("cell2mat", (1, 1), collect::cell2mat)
        .doc("cell2mat(c): the contents of a cell array joined into one array."),
    Builtin::one("mat2cell", (2, MANY), split::mat2cell)
        .doc("mat2cell(a, rows, cols, ...): a cut into blocks of these sizes."),
    Builtin::one("cellslices", (3, 4), split::cellslices)
        .doc("cellslices(a, first, last, dim): slices first(k):last(k) of a."),
    Builtin::steps("cellfun", (2, MANY), MANY, apply::cellfun, apply::resume)
        .doc("cellfun(f, c, ...): calls f with the contents of each cell.\n  cellfun(@numel, {'ab', 'c'})"),
    Builtin::steps("arrayfun", (2, MANY), MANY, apply::arrayfun, apply::resume)
        .doc("arrayfun(f, a, ...): calls f with each element.\n  arrayfun(@(x) x^2, 1:3)"),
    Builtin::steps("structfun", (2, MANY), MANY, apply::structfun, apply::resume)
        .doc("structfun(f, s): calls f with each field of a struct."),
];
