//! Settings: flags win over the environment, and that over the file named by `--config`.

use crate::tls::Tls;
use anyhow::{Context, bail};
use db::{DbUrl, Key};
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// Where `serve` listens when nothing else is said.
const LISTEN: &str = "127.0.0.1:8080";
/// Where figures are told when nothing else is said.
const METRICS: &str = "127.0.0.1:9464";

/// The database, and the key of the house.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DatabaseArgs {
    /// A file of settings in TOML
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// sqlite:PATH or postgres://… [env: ALONGSIDE_DATABASE_URL]
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
    /// The same PostgreSQL as the role that owns the tables, for migrations [env: ALONGSIDE_OWNER_DATABASE_URL]
    #[arg(long, value_name = "URL")]
    pub owner_database_url: Option<String>,
    /// A file with 64 hexadecimal digits, outside the data directory [env: ALONGSIDE_KEY_FILE, or the digits in
    /// ALONGSIDE_KEY; else the systemd credential alongside-key]
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

/// A data directory of the demonstration, or the database of the settings.
#[derive(Debug, Clone, clap::Args)]
pub struct DataArgs {
    /// A directory with alongside.db in it, such as that of the demonstration
    #[arg(long, value_name = "DIR", conflicts_with = "database_url")]
    pub data: Option<PathBuf>,
    #[command(flatten)]
    pub database: DatabaseArgs,
}

/// How the program is reached.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ReachArgs {
    /// Address and port to listen on, by default 127.0.0.1:8080 [env: ALONGSIDE_LISTEN]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// The address that people type; needed beyond this machine [env: ALONGSIDE_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Proxies that may say whom a request came from, with commas between [env: ALONGSIDE_TRUSTED_PROXIES]
    #[arg(long, value_name = "ADDRESSES")]
    pub trusted_proxies: Option<String>,
    /// The certificate chain for TLS, in PEM [env: ALONGSIDE_TLS_CERT]
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's key, in PEM [env: ALONGSIDE_TLS_KEY]
    #[arg(long, value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Where figures for Prometheus are told, on this machine alone; by default 127.0.0.1:9464, or off [env: ALONGSIDE_METRICS]
    #[arg(long, value_name = "ADDRESS")]
    pub metrics: Option<String>,
}

/// Content that an agency writes itself.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ContentArgs {
    /// A directory whose files are read instead of the built-in content of the same names [env: ALONGSIDE_CONTENT]
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
}

/// The file of settings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    owner_database_url: Option<String>,
    key_file: Option<PathBuf>,
    listen: Option<String>,
    public_url: Option<String>,
    trusted_proxies: Option<Vec<String>>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    metrics: Option<String>,
    content: Option<PathBuf>,
}

/// Where the key is.
#[derive(Debug, Clone)]
pub enum KeyPlace {
    /// In a file.
    File(PathBuf),
    /// In the environment variable `ALONGSIDE_KEY`.
    Environment,
    /// In the credential that systemd keeps for the service.
    Credential(PathBuf),
}

/// The name of the credential (systemd.exec(5), `LoadCredential=`).
const CREDENTIAL: &str = "alongside-key";

/// The database, ready to be opened.
#[derive(Debug, Clone)]
pub struct Database {
    /// Where it is.
    pub url: DbUrl,
    /// Where its key is.
    pub key: KeyPlace,
}

/// How the program is reached.
#[derive(Debug, Clone)]
pub struct Reach {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What people type, without a slash at its end.
    pub public_url: String,
    /// Proxies that may say whom a request came from.
    pub trusted_proxies: Vec<IpAddr>,
    /// Certificate and key, where TLS is built in.
    pub tls: Option<Tls>,
    /// Where figures are told.
    pub metrics: Option<SocketAddr>,
}

impl Reach {
    /// Whether people come by https.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl KeyPlace {
    /// Reads the key.
    pub fn read(&self) -> anyhow::Result<Key> {
        match self {
            Self::File(path) => {
                closed(path)?;
                Ok(Key::from_file(path)?)
            }
            Self::Credential(path) => Ok(Key::from_file(path)?),
            Self::Environment => Key::from_env("ALONGSIDE_KEY")?.context("ALONGSIDE_KEY is not set."),
        }
    }
}

/// A key that every account of the machine may read is no key. `true`: the group may read it too, backups perhaps.
#[cfg(unix)]
pub fn closed(path: &Path) -> anyhow::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(about) = std::fs::metadata(path) else { return Ok(false) };
    let mode = about.permissions().mode();
    if mode & 0o007 != 0 {
        bail!("Everyone on this machine may read the key {0}. `chmod 600 {0}` closes it.", path.display());
    }
    Ok(mode & 0o070 != 0)
}

/// Rights are told apart on Unix alone.
#[cfg(not(unix))]
pub fn closed(_: &Path) -> anyhow::Result<bool> {
    Ok(false)
}

/// Whether a command does what only the owner of the tables may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// It migrates or loads, or looks at the owner's rights.
    Needed,
    /// It does not, and does not get to hold the owner's address: the owner passes every wall.
    LeftOut,
}

fn file(args: &DatabaseArgs) -> anyhow::Result<File> {
    let Some(path) = &args.config else { return Ok(File::default()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is not a file of settings", path.display()))
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.trim().is_empty())
}

/// The database of `--data`, or of the settings.
pub fn data(args: &DataArgs, owner: Owner) -> anyhow::Result<Database> {
    let Some(dir) = &args.data else { return database(&args.database, owner) };
    let beside = dir.join("demo.key");
    let key = match &args.database.key_file {
        Some(path) => KeyPlace::File(path.clone()),
        None if beside.exists() => KeyPlace::File(beside),
        None => key(&args.database, &File::default())?,
    };
    Ok(Database { url: DbUrl::Sqlite(dir.join("alongside.db")), key })
}

/// The database of the settings.
pub fn database(args: &DatabaseArgs, owned: Owner) -> anyhow::Result<Database> {
    let file = file(args)?;
    let url = args.database_url.clone().or_else(|| env("ALONGSIDE_DATABASE_URL")).or_else(|| file.database_url.clone());
    let url = url.context(
        "No database is named. Set ALONGSIDE_DATABASE_URL to sqlite:PATH or postgres://…, or use --database-url.",
    )?;
    let mut url: DbUrl = url.parse()?;
    if let DbUrl::Postgres { owner, .. } = &mut url
        && owned == Owner::Needed
    {
        *owner = args
            .owner_database_url
            .clone()
            .or_else(|| env("ALONGSIDE_OWNER_DATABASE_URL"))
            .or_else(|| file.owner_database_url.clone());
    }
    let key = key(args, &file)?;
    if let (DbUrl::Sqlite(path), KeyPlace::File(key)) = (&url, &key) {
        apart(path, key)?;
    }
    Ok(Database { url, key })
}

fn key(args: &DatabaseArgs, file: &File) -> anyhow::Result<KeyPlace> {
    let in_file = |path: &PathBuf| KeyPlace::File(path.clone());
    if let Some(path) = &args.key_file {
        return Ok(in_file(path));
    }
    match (env("ALONGSIDE_KEY_FILE"), env("ALONGSIDE_KEY")) {
        (Some(_), Some(_)) => bail!("Both ALONGSIDE_KEY_FILE and ALONGSIDE_KEY are set. Keep one of them."),
        (Some(path), None) => Ok(KeyPlace::File(path.into())),
        (None, Some(_)) => Ok(KeyPlace::Environment),
        (None, None) => file.key_file.as_ref().map(in_file).or_else(credential).context(
            "There is no key. Set ALONGSIDE_KEY_FILE to a file with 64 hexadecimal digits, \
             kept outside the data directory; `openssl rand -hex 32` makes one.",
        ),
    }
}

/// The key that systemd keeps for the service, if it does.
fn credential() -> Option<KeyPlace> {
    let path = PathBuf::from(env("CREDENTIALS_DIRECTORY")?).join(CREDENTIAL);
    path.exists().then_some(KeyPlace::Credential(path))
}

/// Reads the content, with the files of a folder before the built-in ones. Nothing starts with a mistake in one.
pub fn content(args: &ContentArgs, database: &DatabaseArgs) -> anyhow::Result<Option<PathBuf>> {
    let named = args.content.clone().or_else(|| env("ALONGSIDE_CONTENT").map(PathBuf::from));
    let named = match named {
        Some(path) => Some(path),
        None => file(database)?.content,
    };
    let Some(folder) = &named else { return Ok(None) };
    if !folder.is_dir() {
        bail!("There is no directory of content at {}.", folder.display());
    }
    words::start(Some(folder))
        .map_err(|problems| anyhow::anyhow!("The content cannot be used as it is:\n  {}", problems.join("\n  ")))?;
    Ok(named)
}

/// A key beside the data is in every copy of the data.
fn apart(database: &Path, key: &Path) -> anyhow::Result<()> {
    let whole = |path: &Path| std::path::absolute(path).map(|path| path.canonicalize().unwrap_or(path));
    let dir = match database.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    if whole(key)?.starts_with(whole(dir)?) {
        bail!(
            "The key {} lies in the data directory {}, so every copy of the data would hold it. \
             Move it to another directory.",
            key.display(),
            dir.display()
        );
    }
    Ok(())
}

/// How the program is reached, by the settings.
pub fn reach(args: &ReachArgs, database: &DatabaseArgs) -> anyhow::Result<Reach> {
    let file = file(database)?;
    let listen = args.listen.clone().or_else(|| env("ALONGSIDE_LISTEN")).or(file.listen);
    let listen = listen.unwrap_or_else(|| LISTEN.to_owned());
    let listen: SocketAddr = listen
        .trim()
        .parse()
        .with_context(|| format!("“{listen}” is not an address to listen on. It looks like {LISTEN}"))?;
    let public = args.public_url.clone().or_else(|| env("ALONGSIDE_PUBLIC_URL")).or(file.public_url);
    let public_url = match public {
        Some(url) => public_url(&url)?,
        None if listen.ip().is_loopback() => format!("http://localhost:{}", listen.port()),
        None => bail!(
            "Listening on {listen}, beyond this machine, needs ALONGSIDE_PUBLIC_URL: \
             the address that people type, such as https://alongside.example.org."
        ),
    };
    if !listen.ip().is_loopback() && !public_url.starts_with("https://") {
        bail!(
            "Listening on {listen}, beyond this machine, with the public address {public_url} would let passphrases \
             cross the network in the open. Name an address with https, or listen on {LISTEN}."
        );
    }
    let named = args.trusted_proxies.clone().or_else(|| env("ALONGSIDE_TRUSTED_PROXIES"));
    let named = named.map(|text| text.split(',').map(str::to_owned).collect()).or(file.trusted_proxies);
    let trusted_proxies: Vec<IpAddr> =
        named.unwrap_or_default().iter().map(|text| proxy(text)).collect::<Result<_, _>>()?;
    let path = |name: &str| env(name).map(PathBuf::from);
    let cert = args.tls_cert.clone().or_else(|| path("ALONGSIDE_TLS_CERT")).or(file.tls_cert);
    let key = args.tls_key.clone().or_else(|| path("ALONGSIDE_TLS_KEY")).or(file.tls_key);
    let tls = match (cert, key) {
        (Some(cert), Some(key)) => Some(Tls { cert, key }),
        (None, None) => None,
        (Some(_), None) => bail!("A certificate is named and its key is not: set ALONGSIDE_TLS_KEY."),
        (None, Some(_)) => bail!("A key for TLS is named and its certificate is not: set ALONGSIDE_TLS_CERT."),
    };
    if !listen.ip().is_loopback() && tls.is_none() && trusted_proxies.is_empty() {
        bail!(
            "Listening on {listen}, beyond this machine, needs TLS: name a certificate and its key \
             (ALONGSIDE_TLS_CERT, ALONGSIDE_TLS_KEY), or the proxy that does it in front (ALONGSIDE_TRUSTED_PROXIES)."
        );
    }
    let metrics = args.metrics.clone().or_else(|| env("ALONGSIDE_METRICS")).or(file.metrics);
    let metrics = figures(metrics.as_deref().unwrap_or(METRICS))?;
    Ok(Reach { listen, public_url, trusted_proxies, tls, metrics })
}

/// Where figures are told: never where others could read them.
fn figures(text: &str) -> anyhow::Result<Option<SocketAddr>> {
    if text.trim() == "off" {
        return Ok(None);
    }
    let at: SocketAddr = text
        .trim()
        .parse()
        .with_context(|| format!("“{text}” in ALONGSIDE_METRICS is no address. It looks like {METRICS}, or off"))?;
    if !at.ip().is_loopback() {
        bail!("ALONGSIDE_METRICS is {at}, which others can reach. Figures are told on this machine alone: {METRICS}.");
    }
    Ok(Some(at))
}

fn proxy(text: &str) -> anyhow::Result<IpAddr> {
    let text = text.trim();
    text.parse().with_context(|| format!("“{text}” in ALONGSIDE_TRUSTED_PROXIES is not an IP address"))
}

/// An origin: scheme, host and perhaps a port. Passphrases cross the network only by https.
fn public_url(text: &str) -> anyhow::Result<String> {
    let text = text.trim().trim_end_matches('/');
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    if rest.is_empty() || rest.contains(['/', '?', '#', '@', ' ']) {
        bail!("“{text}” is not a public address. It looks like https://alongside.example.org, without a path.");
    }
    let host = rest.rsplit_once(':').map_or(rest, |(host, _)| host);
    match scheme {
        "https" => Ok(text.to_owned()),
        "http" if ["localhost", "127.0.0.1", "[::1]"].contains(&host) => Ok(text.to_owned()),
        "http" => bail!(
            "The public address {text} is not https, so passphrases would cross the network in the open. \
             Put a proxy with TLS in front and name its https address."
        ),
        _ => bail!("The public address “{text}” must start with https://."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_https_except_on_this_machine() {
        assert_eq!(public_url("https://a.example.org/").expect("an address"), "https://a.example.org");
        assert!(public_url("http://localhost:8080").is_ok());
        for wrong in ["http://a.example.org", "a.example.org", "https://", "https://a.org/x", "ftp://a.org"] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn beyond_this_machine_a_public_address_is_needed() {
        let args = |listen: &str| ReachArgs { listen: Some(listen.to_owned()), ..ReachArgs::default() };
        let none = DatabaseArgs::default();
        assert_eq!(reach(&args("127.0.0.1:90"), &none).expect("settings").public_url, "http://localhost:90");
        assert!(reach(&args("0.0.0.0:90"), &none).expect_err("refused").to_string().contains("ALONGSIDE_PUBLIC_URL"));
        assert!(reach(&args("8080"), &none).is_err());
        let plain = ReachArgs { public_url: Some("http://localhost".into()), ..args("0.0.0.0:90") };
        let plain = ReachArgs { trusted_proxies: Some("10.0.0.2".into()), ..plain };
        assert!(reach(&plain, &none).expect_err("refused").to_string().contains("in the open"));
    }

    #[test]
    fn beyond_this_machine_tls_or_a_proxy_is_needed() {
        let open = || ReachArgs {
            listen: Some("0.0.0.0:90".to_owned()),
            public_url: Some("https://a.example.org".to_owned()),
            ..ReachArgs::default()
        };
        let none = DatabaseArgs::default();
        assert!(reach(&open(), &none).expect_err("refused").to_string().contains("needs TLS"));
        let proxied = ReachArgs { trusted_proxies: Some("10.0.0.2, ::1".to_owned()), ..open() };
        assert_eq!(reach(&proxied, &none).expect("settings").trusted_proxies.len(), 2);
        let half = ReachArgs { tls_cert: Some("cert.pem".into()), ..open() };
        assert!(reach(&half, &none).expect_err("refused").to_string().contains("ALONGSIDE_TLS_KEY"));
        let whole = ReachArgs { tls_key: Some("key.pem".into()), ..half };
        assert!(reach(&whole, &none).expect("settings").tls.is_some());
    }

    #[test]
    fn figures_are_told_on_this_machine_alone() {
        assert_eq!(figures("off").expect("a setting"), None);
        assert!(figures("127.0.0.1:9000").expect("a setting").is_some());
        assert!(figures("0.0.0.0:9464").is_err());
        assert!(figures("9464").is_err());
    }

    #[test]
    fn a_key_beside_the_data_is_refused() {
        assert!(apart(Path::new("/srv/data/alongside.db"), Path::new("/srv/data/keys/key")).is_err());
        assert!(apart(Path::new("/srv/data/alongside.db"), Path::new("/srv/keys/key")).is_ok());
    }

    #[test]
    fn who_serves_does_not_hold_the_owners_address() {
        let args = DatabaseArgs {
            database_url: Some("postgres://app@localhost/x".into()),
            owner_database_url: Some("postgres://owner@localhost/x".into()),
            key_file: Some("/nowhere/key".into()),
            ..DatabaseArgs::default()
        };
        let owner = |owned| match database(&args, owned).expect("settings").url {
            DbUrl::Postgres { owner, .. } => owner,
            DbUrl::Sqlite(_) => None,
        };
        assert!(owner(Owner::Needed).is_some());
        assert_eq!(owner(Owner::LeftOut), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_everyone_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let dir = testkit::TempDir::new();
        let path = dir.path().join("key");
        std::fs::write(&path, "5e".repeat(32)).expect("a file");
        let read = |mode| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("rights");
            (KeyPlace::File(path.clone()).read().is_ok(), closed(&path).ok())
        };
        assert_eq!(read(0o600), (true, Some(false)));
        assert_eq!(read(0o640), (true, Some(true)), "told by check");
        assert_eq!(read(0o644), (false, None));
    }

    #[test]
    fn a_file_of_settings_with_an_unknown_word_is_refused() {
        assert!(toml::from_str::<File>("listen = '127.0.0.1:1'").is_ok());
        assert!(toml::from_str::<File>("lisen = '127.0.0.1:1'").is_err());
    }
}
