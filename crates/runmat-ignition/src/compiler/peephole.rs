//! Small improvements of finished code: jumps to jumps, conditional jumps around a jump.

use crate::bytecode::{Handler, Op};
use runmat_syntax::ast::Span;

/// Improves code in place.
pub fn improve(ops: &mut Vec<Op>, spans: &mut Vec<Span>, handlers: &mut [Handler]) {
    thread_jumps(ops);
    let removed = invert_jumps(ops, handlers);
    if removed.contains(&true) {
        compact(ops, spans, handlers, &removed);
    }
}

/// A jump to an unconditional jump goes where that goes.
fn thread_jumps(ops: &mut [Op]) {
    for k in 0..ops.len() {
        let Some(&mut first) = ops[k].target_mut() else { continue };
        let mut target = first;
        // Bounded, since jumps may form a ring.
        for _ in 0..8 {
            match ops[target as usize] {
                Op::Jump { target: next } => target = next,
                _ => break,
            }
        }
        if let Some(place) = ops[k].target_mut() {
            *place = target;
        }
    }
}

/// `if a goto L; goto M; L:` becomes `if not a goto M; L:`. Which instructions have become needless.
fn invert_jumps(ops: &mut [Op], handlers: &[Handler]) -> Vec<bool> {
    let mut is_target = vec![false; ops.len()];
    for op in ops.iter_mut() {
        if let Some(&mut t) = op.target_mut() {
            is_target[t as usize] = true;
        }
    }
    handlers.iter().for_each(|h| is_target[h.target as usize] = true);
    let mut removed = vec![false; ops.len()];
    for k in 0..ops.len().saturating_sub(2) {
        let Op::Jump { target } = ops[k + 1] else { continue };
        let around = ops[k].target_mut().is_some_and(|t| *t == k as u32 + 2);
        if let (true, false, Some(inverse)) = (around, is_target[k + 1], inverse(ops[k], target)) {
            ops[k] = inverse;
            removed[k + 1] = true;
        }
    }
    removed
}

/// The jump on the opposite condition.
fn inverse(op: Op, target: u32) -> Option<Op> {
    macro_rules! pairs {
        ($($yes:ident $no:ident)*) => {
            match op {
                $(
                    Op::$yes { a, b, .. } => Some(Op::$no { a, b, target }),
                    Op::$no { a, b, .. } => Some(Op::$yes { a, b, target }),
                )*
                Op::JumpIf { a, .. } => Some(Op::JumpIfNot { a, target }),
                Op::JumpIfNot { a, .. } => Some(Op::JumpIf { a, target }),
                _ => None,
            }
        };
    }
    pairs! {
        JumpEq JumpNotEq JumpNe JumpNotNe JumpLt JumpNotLt JumpLe JumpNotLe JumpGt JumpNotGt JumpGe JumpNotGe
    }
}

/// Takes out what is needless; targets and guarded regions follow.
fn compact(ops: &mut Vec<Op>, spans: &mut Vec<Span>, handlers: &mut [Handler], removed: &[bool]) {
    let mut places = Vec::with_capacity(ops.len() + 1);
    let mut count = 0;
    for &gone in removed {
        places.push(count);
        count += !gone as u32;
    }
    places.push(count);
    let moved = |at: &mut u32| *at = places[*at as usize];
    ops.iter_mut().filter_map(Op::target_mut).for_each(moved);
    for h in handlers {
        moved(&mut h.start);
        moved(&mut h.end);
        moved(&mut h.target);
    }
    let mut keep = removed.iter();
    ops.retain(|_| !keep.next().expect("one for each"));
    let mut keep = removed.iter();
    spans.retain(|_| !keep.next().expect("one for each"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_around_jumps_are_inverted() {
        let mut ops = vec![
            Op::JumpNotLt { a: 0, b: 1, target: 5 },
            Op::JumpNotGt { a: 0, b: 1, target: 3 },
            Op::Jump { target: 5 },
            Op::Add { dst: 0, a: 0, b: 1 },
            Op::Loop { target: 0, cost: 4 },
            Op::Return {},
        ];
        let mut spans = vec![Span::default(); ops.len()];
        improve(&mut ops, &mut spans, &mut []);
        assert_eq!(ops[0], Op::JumpNotLt { a: 0, b: 1, target: 4 });
        assert_eq!(ops[1], Op::JumpGt { a: 0, b: 1, target: 4 });
        assert_eq!(ops[2], Op::Add { dst: 0, a: 0, b: 1 });
        assert_eq!((ops.len(), spans.len()), (5, 5));
    }

    #[test]
    fn jumps_to_jumps_are_threaded() {
        let mut ops =
            vec![Op::JumpIf { a: 0, target: 2 }, Op::Jump { target: 3 }, Op::JumpIf { a: 1, target: 1 }, Op::Return {}];
        let mut spans = vec![Span::default(); ops.len()];
        improve(&mut ops, &mut spans, &mut []);
        assert_eq!(ops[0], Op::JumpIfNot { a: 0, target: 2 });
        assert_eq!(ops[1], Op::JumpIf { a: 1, target: 2 }, "threaded to the end");
    }
}
