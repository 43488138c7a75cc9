//! Checks that the machine relies on: every register lies in the frame, every target in the code.

use super::{CodeObject, NONE, Op, Operand, Want};

/// Panics on malformed code: a bug of the compiler, found when it compiles, not when it runs.
pub fn verify(code: &CodeObject) {
    let registers = code.registers;
    let inside = |r: u16| assert!(r < registers, "register {r} of {registers} in {}", code.name);
    for op in &code.ops {
        for (_, operand) in op.operands() {
            match operand {
                Operand::Reg(NONE) => {}
                Operand::Reg(r) => inside(r),
                Operand::Target(t) => assert!((t as usize) < code.ops.len(), "target {t} in {}", code.name),
                Operand::Imm(_) => {}
            }
        }
        span_of(op).into_iter().for_each(|(base, n)| assert!(base as usize + n as usize <= registers as usize));
    }
    for site in &code.sites {
        assert!(site.base as usize + site.nargs as usize <= registers as usize);
        match site.want {
            Want::One(r) | Want::Statement(r) => inside(r),
            Want::List(r, n) => {
                inside(r);
                inside(n);
            }
            Want::Many(r, n) => assert!(r as usize + n as usize <= registers as usize),
            Want::Forward | Want::Discard | Want::Branch { .. } => {}
        }
        if site.slot != NONE {
            inside(site.slot);
        }
    }
    assert!(matches!(
        code.ops.last(),
        Some(Op::Return {} | Op::ReturnValue { .. } | Op::Jump { .. } | Op::Reraise {} | Op::Loop { .. })
    ));
}

/// Runs of registers an instruction uses.
fn span_of(op: &Op) -> Option<(u16, u16)> {
    match *op {
        Op::IndexN { base, n, .. }
        | Op::BraceN { base, n, .. }
        | Op::HorzCat { base, n, .. }
        | Op::VertCat { base, n, .. }
        | Op::CellRow { base, n, .. }
        | Op::CellLiteral { base, n, .. }
        | Op::Unpack { base, n, .. } => Some((base, n)),
        Op::ForRange { state, .. } | Op::ForEach { state, .. } => Some((state, 4)),
        Op::ForRangeNext { state, .. } | Op::ForEachNext { state, .. } => Some((state, 4)),
        _ => None,
    }
}
