//! The instructions: one table from which enum, names, operands and disassembly follow.
//!
//! Registers are numbered from the frame's base: first the named variables (slots), then constants, then
//! temporaries. An instruction reads all its operands before it writes; one that fails has written nothing.
//! `dst` of a variable shared with other workspaces writes through to the shared place.

/// A register of the frame.
pub type Reg = u16;

/// "No register".
pub const NONE: Reg = u16::MAX;

/// An operand as the disassembler and the verifier see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    /// A register, or [`NONE`].
    Reg(Reg),
    /// A count, an index into a side table, a flag.
    Imm(u16),
    /// An instruction address.
    Target(u32),
}

macro_rules! operand_type {
    (reg) => {
        u16
    };
    (imm) => {
        u16
    };
    (target) => {
        u32
    };
}

macro_rules! operand {
    (reg, $x:expr) => {
        Operand::Reg($x)
    };
    (imm, $x:expr) => {
        Operand::Imm($x)
    };
    (target, $x:expr) => {
        Operand::Target($x)
    };
}

macro_rules! map_operand {
    (reg, $x:ident, $f:ident) => {
        *$x = $f(*$x)
    };
    ($other:ident, $x:ident, $f:ident) => {
        let _ = $x;
    };
}

macro_rules! ops {
    ($($(#[doc = $doc:literal])* $name:ident $text:literal { $($field:ident : $kind:ident),* })*) => {
        /// An instruction.
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[allow(missing_docs)]
        pub enum Op {
            $($(#[doc = $doc])* $name { $($field: operand_type!($kind)),* },)*
        }

        impl Op {
            /// The name in disassembly.
            pub fn name(&self) -> &'static str {
                match self { $(Op::$name { .. } => $text,)* }
            }

            /// The operands with their names.
            pub fn operands(&self) -> Vec<(&'static str, Operand)> {
                match self { $(Op::$name { $($field),* } => vec![$((stringify!($field), operand!($kind, *$field))),*],)* }
            }

            /// Applies `f` to every register operand.
            pub fn map_registers(&mut self, f: &mut dyn FnMut(Reg) -> Reg) {
                match self { $(Op::$name { $($field),* } => { $(map_operand!($kind, $field, f);)* })* }
            }

            /// The jump target, for patching.
            pub fn target_mut(&mut self) -> Option<&mut u32> {
                match self {
                    Op::Jump { target } | Op::Loop { target, .. } | Op::JumpIf { target, .. }
                    | Op::JumpIfNot { target, .. } | Op::JumpEq { target, .. } | Op::JumpNe { target, .. }
                    | Op::JumpLt { target, .. } | Op::JumpLe { target, .. } | Op::JumpGt { target, .. }
                    | Op::JumpGe { target, .. } | Op::JumpNotEq { target, .. } | Op::JumpNotNe { target, .. }
                    | Op::JumpNotLt { target, .. } | Op::JumpNotLe { target, .. } | Op::JumpNotGt { target, .. }
                    | Op::JumpNotGe { target, .. } | Op::ForRangeNext { target, .. } | Op::ForEachNext { target, .. }
                    | Op::JumpIfSet { target, .. } | Op::Persistent { target, .. } | Op::JumpIfCase { target, .. } => Some(target),
                    _ => None,
                }
            }
        }
    };
}

ops! {
    /// Constant `k`.
    Const "const" { dst: reg, k: imm }
    /// The value of a variable; fails when it is unset.
    Move "move" { dst: reg, src: reg }
    /// Moves a temporary, leaving it unset.
    Store "store" { dst: reg, src: reg }
    /// Unsets a register (a variable shared with others is only let go).
    Unset "unset" { dst: reg }
    /// The variable `slot`, or, when it is unset, the call of site `site` without arguments.
    LoadName "load_name" { dst: reg, slot: reg, site: imm }
    /// `a + b`
    Add "add" { dst: reg, a: reg, b: reg }
    /// `a - b`
    Sub "sub" { dst: reg, a: reg, b: reg }
    /// `a .* b`
    Times "times" { dst: reg, a: reg, b: reg }
    /// `a * b`
    MTimes "mtimes" { dst: reg, a: reg, b: reg }
    /// `a ./ b`
    RDivide "rdivide" { dst: reg, a: reg, b: reg }
    /// `a / b`
    MRDivide "mrdivide" { dst: reg, a: reg, b: reg }
    /// `a .^ b`
    Power "power" { dst: reg, a: reg, b: reg }
    /// `a ^ b`
    MPower "mpower" { dst: reg, a: reg, b: reg }
    /// `a == b`
    Eq "eq" { dst: reg, a: reg, b: reg }
    /// `a ~= b`
    Ne "ne" { dst: reg, a: reg, b: reg }
    /// `a < b`
    Lt "lt" { dst: reg, a: reg, b: reg }
    /// `a <= b`
    Le "le" { dst: reg, a: reg, b: reg }
    /// `a > b`
    Gt "gt" { dst: reg, a: reg, b: reg }
    /// `a >= b`
    Ge "ge" { dst: reg, a: reg, b: reg }
    /// Any other binary operator, by its number in `BINARY`.
    Binary "binary" { dst: reg, a: reg, b: reg, op: imm }
    /// `-a`
    Neg "neg" { dst: reg, a: reg }
    /// `~a`
    Not "not" { dst: reg, a: reg }
    /// `+a`
    Plus "plus" { dst: reg, a: reg }
    /// `a'` (conjugate 1) or `a.'`
    Transpose "transpose" { dst: reg, a: reg, conjugate: imm }
    /// `start:step:stop`; `step` may be missing.
    Range "range" { dst: reg, start: reg, step: reg, stop: reg }
    /// The truth of an operand of `&&` (or 0) or `||` (or 1).
    Truth "truth" { dst: reg, a: reg, or: imm }
    /// A builtin of one number, through its shortcut when it has one.
    Math1 "math1" { dst: reg, a: reg, site: imm }
    /// A builtin of two numbers, likewise.
    Math2 "math2" { dst: reg, a: reg, b: reg, site: imm }
    /// Goes on at `target`.
    Jump "jump" { target: target }
    /// Goes back to `target`; an iteration costs `cost`.
    Loop "loop" { target: target, cost: imm }
    /// If `a` is true.
    JumpIf "jump_if" { a: reg, target: target }
    /// If `a` is not true.
    JumpIfNot "jump_if_not" { a: reg, target: target }
    /// If `a == b`.
    JumpEq "jump_eq" { a: reg, b: reg, target: target }
    /// If `a ~= b`.
    JumpNe "jump_ne" { a: reg, b: reg, target: target }
    /// If `a < b`.
    JumpLt "jump_lt" { a: reg, b: reg, target: target }
    /// If `a <= b`.
    JumpLe "jump_le" { a: reg, b: reg, target: target }
    /// If `a > b`.
    JumpGt "jump_gt" { a: reg, b: reg, target: target }
    /// If `a >= b`.
    JumpGe "jump_ge" { a: reg, b: reg, target: target }
    /// Unless `a == b`.
    JumpNotEq "jump_not_eq" { a: reg, b: reg, target: target }
    /// Unless `a ~= b`.
    JumpNotNe "jump_not_ne" { a: reg, b: reg, target: target }
    /// Unless `a < b`.
    JumpNotLt "jump_not_lt" { a: reg, b: reg, target: target }
    /// Unless `a <= b`.
    JumpNotLe "jump_not_le" { a: reg, b: reg, target: target }
    /// Unless `a > b`.
    JumpNotGt "jump_not_gt" { a: reg, b: reg, target: target }
    /// Unless `a >= b`.
    JumpNotGe "jump_not_ge" { a: reg, b: reg, target: target }
    /// If the variable is set.
    JumpIfSet "jump_if_set" { a: reg, target: target }
    /// If `value` matches the case label `label`.
    JumpIfCase "jump_if_case" { value: reg, label: reg, target: target }
    /// Begins `for x = start:step:stop`: fills the four registers from `state` on.
    ForRange "for_range" { state: reg, start: reg, step: reg, stop: reg }
    /// Next element into `var` and back to `target`, or falls through at the end.
    ForRangeNext "for_range_next" { state: reg, var: reg, target: target, cost: imm }
    /// Begins `for x = src`: fills the four registers from `state` on.
    ForEach "for_each" { state: reg, src: reg }
    /// Next column into `var` and back to `target`, or falls through at the end.
    ForEachNext "for_each_next" { state: reg, var: reg, target: target, cost: imm }
    /// `a(i)`, or the call of a handle.
    Index1 "index1" { dst: reg, a: reg, i: reg }
    /// `a(i, j)`, or the call of a handle.
    Index2 "index2" { dst: reg, a: reg, i: reg, j: reg }
    /// `a(…)` with `n` arguments from `base` on, comma lists among them.
    IndexN "index_n" { dst: reg, a: reg, base: reg, n: imm }
    /// `a{i}`; with `multi` a list may result.
    Brace1 "brace1" { dst: reg, a: reg, i: reg, multi: imm }
    /// `a{…}`.
    BraceN "brace_n" { dst: reg, a: reg, base: reg, n: imm, multi: imm }
    /// `a.name`. `mode` 0: one value; 1: a list may result; 2: arguments follow, so a method stays a handle;
    /// 3: a statement, so a list may result, and a method need not have a value.
    GetField "get_field" { dst: reg, a: reg, name: imm, mode: imm }
    /// `a.(name)`.
    GetDynField "get_dyn_field" { dst: reg, a: reg, name: reg, mode: imm }
    /// `a(i) = v`
    Set1 "set1" { a: reg, i: reg, v: reg }
    /// `a(i, j) = v`
    Set2 "set2" { a: reg, i: reg, j: reg, v: reg }
    /// `a{i} = v`
    SetBrace1 "set_brace1" { a: reg, i: reg, v: reg }
    /// `a.name = v`
    SetField "set_field" { a: reg, name: imm, v: reg }
    /// Assignment through path number `path`.
    SetPath "set_path" { a: reg, path: imm, v: reg }
    /// Number of values that an assignment through the path takes: the places of `c{…}`, the elements of `s.f`.
    CountTargets "count_targets" { dst: reg, a: reg, path: imm }
    /// Gives the first `count` values of a list to the places of the path.
    SetTargets "set_targets" { a: reg, path: imm, list: reg, count: reg }
    /// Takes the first value of a list.
    Shift "shift" { dst: reg, list: reg }
    /// Deletion through path number `path`.
    DeletePath "delete_path" { a: reg, path: imm }
    /// `end` as subscript number `position` (from 0) of `count` of `a`.
    EndOf "end_of" { dst: reg, a: reg, position: imm, count: imm }
    /// `end` inside the last step of an assignment path.
    EndPath "end_path" { dst: reg, a: reg, path: imm, position: imm, count: imm }
    /// A call.
    Call "call" { site: imm }
    /// Spreads a list over `n` registers from `base` on; fewer are an error.
    Unpack "unpack" { base: reg, n: imm, src: reg }
    /// `[a, b, …]`
    HorzCat "horzcat" { dst: reg, base: reg, n: imm }
    /// `[a; b; …]`
    VertCat "vertcat" { dst: reg, base: reg, n: imm }
    /// A cell row of `n` registers, lists spread: a row of a cell literal.
    CellRow "cell_row" { dst: reg, base: reg, n: imm }
    /// A cell literal from `n` rows.
    CellLiteral "cell_literal" { dst: reg, base: reg, n: imm }
    /// `@name`
    Handle "handle" { dst: reg, name: imm }
    /// A closure over the current variables.
    Closure "closure" { dst: reg, k: imm }
    /// Displays a value under a name.
    Show "show" { name: imm, src: reg }
    /// The value of an expression statement: stored in `ans` and, with `print`, displayed.
    Result "result" { ans: reg, src: reg, print: imm }
    /// Binds a variable to the global with this name.
    Global "global" { slot: reg, name: imm }
    /// Binds a variable to persistent number `k`; goes to `target` when that exists already.
    Persistent "persistent" { slot: reg, k: imm, target: target }
    /// Number of inputs given.
    Nargin "nargin" { dst: reg }
    /// Number of outputs wanted.
    Nargout "nargout" { dst: reg }
    /// The error that was caught.
    Caught "caught" { dst: reg }
    /// Drops the error that was caught.
    EndCatch "end_catch" { }
    /// Goes on unwinding after a clean-up.
    Reraise "reraise" { }
    /// Checks and converts argument `slot` by rule `k`.
    CheckArgument "check_argument" { slot: reg, k: imm }
    /// Leaves the function with what its outputs hold.
    Return "return" { }
    /// Leaves an anonymous function with a value.
    ReturnValue "return_value" { src: reg }
    /// Parallel construct markers and such: nothing.
    Nop "nop" { }
}
