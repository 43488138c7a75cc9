//! Bytecode as text, for `runmat bytecode FILE`.

use super::{CodeObject, NONE, Operand};
use std::fmt::Write;

/// The listing of a code object and of the closures in it.
pub fn disassemble(code: &CodeObject) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{:?} {} ({} registers, {} slots, {} inputs)",
        code.kind,
        code.name,
        code.registers,
        code.slots.len(),
        code.params
    );
    for (pc, op) in code.ops.iter().enumerate() {
        let operands: Vec<String> = op.operands().iter().map(|(name, o)| operand(code, name, *o)).collect();
        let (line, _) = code.line_col(pc);
        let _ = writeln!(out, "{pc:5}  {:14} {:40} ; line {line}", op.name(), operands.join(", "));
    }
    for h in &code.handlers {
        let _ = writeln!(out, "       {:?} {}..{} -> {}", h.kind, h.start, h.end, h.target);
    }
    for c in &code.closures {
        out.push('\n');
        out.push_str(&disassemble(&c.code));
    }
    out
}

fn operand(code: &CodeObject, name: &str, o: Operand) -> String {
    match o {
        Operand::Reg(NONE) => "-".into(),
        Operand::Reg(r) => match code.slots.get(r as usize) {
            Some(n) => format!("r{r}:{n}"),
            None => format!("r{r}"),
        },
        Operand::Target(t) => format!("->{t}"),
        Operand::Imm(k) if name == "k" && (k as usize) < code.constants.len() => {
            format!("{name}={k} ({})", brief(&code.constants[k as usize]))
        }
        Operand::Imm(k) if name == "name" => format!("name={}", code.names[k as usize]),
        Operand::Imm(k) => format!("{name}={k}"),
    }
}

fn brief(v: &runmat_value::Value) -> String {
    match (v.as_text(), v.as_f64()) {
        (Some(t), _) => format!("{t:?}"),
        (None, Some(x)) => x.to_string(),
        _ => v.class_name(),
    }
}
