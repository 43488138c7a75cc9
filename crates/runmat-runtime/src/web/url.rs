//! Addresses of web pages: what they name, read strictly, so that two programs can't read one in two ways.

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Url {
    /// `http` or `https`.
    pub(super) scheme: String,
    /// In lower case; IPv6 addresses in brackets.
    pub(super) host: String,
    pub(super) port: u16,
    /// Path and query, from the slash on.
    pub(super) rest: String,
}

impl Url {
    /// Reads an address; the problem, if there is one.
    pub(super) fn parse(text: &str) -> Result<Url, &'static str> {
        if text.bytes().any(|b| b <= b' ' || b == b'\\' || b == 0x7f) {
            return Err("it has blanks, backslashes or control characters");
        }
        let (scheme, rest) = text.split_once("://").ok_or("it does not begin with http:// or https://")?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err("only http and https are understood");
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (place, path) = rest.split_at(end);
        if place.contains('@') {
            return Err("names and passwords do not belong in addresses; use weboptions");
        }
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port)),
            _ => (place, None),
        };
        let usual = if scheme == "https" { 443 } else { 80 };
        let port = match port {
            None | Some("") => usual,
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse().ok().filter(|&p| p > 0).ok_or("there is no such port")?
            }
            Some(_) => return Err("there is no such port"),
        };
        let host = host.to_ascii_lowercase();
        let host = host.strip_suffix('.').unwrap_or(&host).to_string();
        let is_address = host.starts_with('[') && host.ends_with(']');
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        let numeric = |b: u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'.');
        let good = match is_address {
            true => host[1..host.len() - 1].bytes().all(numeric),
            false => !host.is_empty() && host.bytes().all(plain),
        };
        if !good {
            return Err("the name of the host has characters that names do not have");
        }
        let rest = if path.starts_with('/') { path.to_string() } else { format!("/{path}") };
        Ok(Url { scheme, host, port, rest: escaped(&rest) })
    }

    /// Protocol, host, and the port where it is not the usual one.
    pub(super) fn origin(&self) -> String {
        let usual = if self.scheme == "https" { 443 } else { 80 };
        if self.port == usual {
            return format!("{}://{}", self.scheme, self.host);
        }
        format!("{}://{}:{}", self.scheme, self.host, self.port)
    }

    /// The address a link on this page leads to.
    pub(super) fn join(&self, link: &str) -> Result<Url, &'static str> {
        if link.contains("://")
            && link.split("://").next().is_some_and(|s| s.bytes().all(|b| b.is_ascii_alphanumeric()))
        {
            return Url::parse(link);
        }
        if let Some(rest) = link.strip_prefix("//") {
            return Url::parse(&format!("{}://{rest}", self.scheme));
        }
        let path = self.rest.split('?').next().unwrap_or("/");
        let rest = match link {
            l if l.starts_with('/') => l.to_string(),
            l if l.starts_with('?') => format!("{path}{l}"),
            l => format!("{}/{l}", path.rsplit_once('/').map_or("", |p| p.0)),
        };
        Url::parse(&format!("{}{rest}", self.origin()))
    }
}

impl std::fmt::Display for Url {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.origin(), self.rest)
    }
}

/// Characters outside of ASCII in percent signs.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        match b {
            0x21..=0x7e if !matches!(b, b'"' | b'<' | b'>') => out.push(b.into()),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_strictly() {
        let origin = |text: &str| Url::parse(text).map(|u| u.to_string());
        assert_eq!(origin("HTTP://Example.ORG./a?b=ä#c").unwrap(), "http://example.org/a?b=%C3%A4");
        assert_eq!(origin("https://a.org:443").unwrap(), "https://a.org/");
        assert_eq!(origin("http://a.org:443/x").unwrap(), "http://a.org:443/x");
        assert_eq!(origin("http://[::1]:8080?q").unwrap(), "http://[::1]:8080/?q");
        for bad in [
            "a.org:443",
            "host:443",
            "ftp://a.org/",
            "file:///etc/passwd",
            "http://",
            "http://u:p@a.org/",
            "http://u@a.org",
            "http://a.org\\@b.org/",
            "http://a.org:99999/",
            "http://a.org:x/",
            "http://a b/",
            "http://a.org/\r\nHost: b",
            "http://ä.org/",
            "http://a%2eorg/",
            "javascript:alert(1)",
        ] {
            assert!(Url::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn links_lead_from_their_page() {
        let page = Url::parse("https://a.org:8443/x/y?z=1").unwrap();
        let to = |link: &str| page.join(link).map(|u| u.to_string()).unwrap_or_default();
        assert_eq!(to("/p"), "https://a.org:8443/p");
        assert_eq!(to("q?r"), "https://a.org:8443/x/q?r");
        assert_eq!(to("?s"), "https://a.org:8443/x/y?s");
        assert_eq!(to("//b.org/t"), "https://b.org/t");
        assert_eq!(to("http://c.org"), "http://c.org/");
        assert_eq!(to("http://user@c.org"), "");
    }
}
