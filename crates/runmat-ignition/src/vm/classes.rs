//! Classes: which methods they have, and which object's class decides.

use super::functions::{Functions, Target};
use crate::bytecode::CodeObject;
use crate::context::SessionState;
use runmat_value::{Name, Value};
use std::sync::Arc;

/// How deep classes may inherit.
const DEPTH: usize = 16;

impl Functions {
    /// The method of a class: its own, or one it inherits.
    pub fn method(&mut self, class: &str, name: &str, session: &mut SessionState) -> Option<Arc<CodeObject>> {
        if self.is_stale(session) {
            self.refresh(session);
        }
        if let Some(known) = self.methods.get(class).and_then(|m| m.get(name)) {
            return known.clone();
        }
        let found = self.find_method(class, name, session, DEPTH);
        self.methods.entry(Name::from(class)).or_default().insert(Name::from(name), found.clone());
        found
    }

    fn find_method(
        &mut self,
        class: &str,
        name: &str,
        session: &mut SessionState,
        depth: usize,
    ) -> Option<Arc<CodeObject>> {
        if name == class || depth == 0 {
            return None;
        }
        if let Some(code) = self.own_method(class, name, session) {
            return Some(code);
        }
        let parents = self.parents(class, session);
        parents.iter().find_map(|parent| self.find_method(parent, name, session, depth - 1))
    }

    fn own_method(&mut self, class: &str, name: &str, session: &mut SessionState) -> Option<Arc<CodeObject>> {
        let current = session.host.current_dir();
        let folders: Vec<String> = std::iter::once(current).chain(session.path.iter().cloned()).collect();
        let folder_name = format!("@{class}");
        for folder in folders {
            let folder = folder.trim_end_matches('/');
            if self.folder(folder, session).contains(&folder_name)
                && let Some(Target::Code(code)) = self.in_folder(&format!("{folder}/{folder_name}"), name, session)
            {
                return Some(code);
            }
        }
        self.library.class(class)?;
        self.library_function(&format!("@{class}/{name}"), session.dialect)
    }

    /// The names of the methods of a class, its constructor among them.
    pub fn methods_of(&mut self, class: &str, session: &mut SessionState) -> Vec<String> {
        let mut found = std::collections::BTreeSet::new();
        let mut waiting = vec![Name::from(class)];
        for _ in 0..DEPTH * DEPTH {
            let Some(next) = waiting.pop() else { break };
            found.extend(self.library.methods(&next).into_iter().map(str::to_string));
            let current = session.host.current_dir();
            let folders: Vec<String> = std::iter::once(current).chain(session.path.iter().cloned()).collect();
            for folder in folders {
                let dir = format!("{}/@{next}", folder.trim_end_matches('/'));
                let files = self.folder(&dir, session);
                found.extend(files.iter().filter_map(|f| f.strip_suffix(".m")).map(str::to_string));
            }
            waiting.extend(self.parents(&next, session));
        }
        found.into_iter().collect()
    }

    /// The classes that a class inherits from.
    pub fn parents(&self, class: &str, session: &SessionState) -> Vec<Name> {
        match (session.classes.get(class), self.library.class(class)) {
            (Some(info), None) => info.parents.clone(),
            (_, Some(row)) => row.parents.iter().map(|&p| Name::from(p)).collect(),
            (None, None) => Vec::new(),
        }
    }

    /// Whether objects of a class are also of class `other`.
    pub fn inherits(&self, class: &str, other: &str, session: &SessionState) -> bool {
        let mut waiting = vec![Name::from(class)];
        for _ in 0..DEPTH * DEPTH {
            let Some(next) = waiting.pop() else { return false };
            if &*next == other {
                return true;
            }
            waiting.extend(self.parents(&next, session));
        }
        false
    }

    /// A function that methods overload.
    pub(super) fn overloaded(&mut self, name: &str, plain: Target, session: &mut SessionState) -> Target {
        if session.classes.is_empty() || matches!(plain, Target::Builtin(..) | Target::Overloaded(_)) {
            return plain;
        }
        let classes: Vec<Name> = session.classes.keys().cloned().collect();
        match classes.iter().any(|c| self.method(c, name, session).is_some()) {
            true => Target::Overloaded(Arc::new((Name::from(name), plain))),
            false => plain,
        }
    }

    /// The class whose method is called with these arguments.
    pub fn deciding_class(&self, args: &[Value], session: &SessionState) -> Option<Name> {
        let mut best: Option<Name> = None;
        for v in args {
            let class = match v {
                Value::Object(o) => &o.class,
                Value::Handle(h) => &h.class,
                _ => continue,
            };
            if best.as_ref().is_none_or(|b| b != class && self.comes_before(class, b, session)) {
                best = Some(class.clone());
            }
        }
        best
    }

    /// Whether a class decides although an object of another one stands further left.
    fn comes_before(&self, class: &str, left: &str, session: &SessionState) -> bool {
        let superior =
            |a: &str, b: &str| session.classes.get(b).is_some_and(|info| info.superior.iter().any(|s| &**s == a));
        let rank = |c: &str| self.library.class(c).map_or(u8::MAX, |row| row.rank);
        superior(class, left) || (!superior(left, class) && rank(class) > rank(left))
    }
}
