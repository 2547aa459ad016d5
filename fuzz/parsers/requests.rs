//! Requests as anybody may send them: addresses, cookies, forms, forms with files, JSON.

use http::{Request, Uri, header};

/// Where to: pages of each face, doors with identities, files, the API.
pub const PATHS: [(&str, &str); 14] = [
    ("GET", "/meetings?"),
    ("GET", "/api/v1/meetings?"),
    ("GET", "/services?"),
    ("GET", "/library/"),
    ("GET", "/sign/"),
    ("GET", "/listing/"),
    ("GET", "/work/james-river/members/"),
    ("GET", "/me/information/"),
    ("POST", "/sign-in"),
    ("POST", "/join"),
    ("POST", "/complaints"),
    ("POST", "/language"),
    ("POST", "/sign-in/passkey"),
    ("POST", "/work/james-river/members/find"),
];

/// How a body says what it is.
const KINDS: [&str; 5] = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "text/plain; charset=\"",
];

/// A request made from bytes: the first two say where to and of which kind, the rest is split between the address, the
/// headers and the body. Nothing where these bytes make no request that HTTP allows.
pub fn request(data: &[u8]) -> Option<Request<Vec<u8>>> {
    let (&[place, kind], rest) = data.split_first_chunk::<2>()?;
    let (method, path) = PATHS[usize::from(place) % PATHS.len()];
    let third = rest.len() / 3;
    let (of_path, rest) = rest.split_at(third);
    let (of_headers, body) = rest.split_at(third);
    let uri: Uri = format!("{path}{}", escaped(of_path)).parse().ok()?;
    let kind = KINDS[usize::from(kind) % KINDS.len()];
    let mut request = Request::builder().method(method).uri(uri).header(header::CONTENT_TYPE, kind);
    for (name, value) in [
        (header::COOKIE, [b"alongside=", of_headers].concat()),
        (header::ACCEPT_LANGUAGE, of_headers.to_vec()),
        (header::HeaderName::from_static("x-forwarded-for"), of_headers.to_vec()),
    ] {
        if let Ok(value) = header::HeaderValue::from_bytes(&value) {
            request = request.header(name, value);
        }
    }
    request.body(body.to_vec()).ok()
}

/// Bytes as they stand in an address; some as they are, so that it is split in odd places.
fn escaped(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'/' | b'=' | b'&' | b'%' => {
            char::from(*byte).to_string()
        }
        other => format!("%{other:02x}"),
    };
    bytes.iter().map(letter).collect()
}

/// A form with a file, as a browser sends it, behind the two bytes that lead to the sign-in.
pub fn example() -> Vec<u8> {
    let body = "--x\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\nabc\r\n--x\r\n\
                Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\
                \u{89}PNG\r\n--x--\r\n";
    let third = body.len();
    let mut data = vec![8, 1];
    data.extend(std::iter::repeat_n(b'a', third));
    data.extend(std::iter::repeat_n(b'b', third));
    data.extend(body.bytes());
    data
}
