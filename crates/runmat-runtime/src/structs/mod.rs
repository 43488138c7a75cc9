//! Structs: making them, their fields, subscripts given as data.

mod fields;
mod make;
pub(crate) mod path;

use runmat_ignition::{Builtin, MANY};

/// The builtins.
pub const TABLE: &[Builtin] = &[
    Builtin::one("struct", (0, MANY), make::structure).doc(
        "struct(name, value, ...): a struct; cells of values make a struct array.\n  s = struct('a', 1, 'b', 'x')",
    ),
    Builtin::one("cell2struct", (2, 3), make::cell2struct)
        .doc("cell2struct(c, fields, dim): structs whose fields lie along dim of c."),
    Builtin::one("struct2cell", (1, 1), make::struct2cell)
        .doc("struct2cell(s): the field values of s in a cell array."),
    Builtin::one("fieldnames", (1, 1), fields::fieldnames).doc("fieldnames(s): names of the fields in a cell column."),
    Builtin::one("numfields", (1, 1), fields::numfields).doc("numfields(s): number of fields."),
    Builtin::one("isfield", (2, 2), fields::isfield)
        .doc("isfield(s, name): whether s has a field; a cell of names gives one answer each."),
    Builtin::one("rmfield", (2, 2), fields::rmfield)
        .doc("rmfield(s, name): s without a field, or without the fields in a cell."),
    Builtin::many("orderfields", (1, 2), 2, fields::orderfields)
        .pure()
        .doc("[s, p] = orderfields(s, order): s with its fields in another order."),
    Builtin::steps("getfield", (2, MANY), MANY, path::getfield, path::resume)
        .doc("getfield(s, name, ...): s.name and so on; subscripts in cells."),
    Builtin::one("setfield", (3, MANY), path::setfield).doc("setfield(s, name, ..., value): s with s.name = value."),
    Builtin::one("substruct", (2, MANY), path::substruct)
        .doc("substruct(type, subs, ...): subscripts as subsref takes them."),
    Builtin::steps("subsref", (2, 2), MANY, path::subsref, path::resume)
        .doc("subsref(x, subs): x indexed as a struct with fields type and subs says."),
    Builtin::one("subsasgn", (3, 3), path::subsasgn).doc("subsasgn(x, subs, value): x with an element assigned."),
];
