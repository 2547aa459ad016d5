//! What the public sees of the services: none that is taken off, and one service where several lists name it.

use super::both;
use access::{Fault, Permit, Row, Work, params};
use domain::directory::Hidden;
use domain::directory::offering::{Listing, Offering};
use domain::id::{AgencyId, FeedId, OfferingId, ProviderId};
use domain::text::Line as Words;
use std::collections::{HashMap, HashSet};

access::statements! {
    /// Every service that its list names now, of lists that are in use, with who offers it.
    LISTED_SERVICES = "
        SELECT o.id, o.feed_id, f.steward_id, o.provider_id, o.same_as, o.apart, o.hidden, o.verified_at IS NOT NULL,
          p.entry, o.entry
        FROM offering o
        JOIN provider p ON p.id = o.provider_id
        JOIN feed f ON f.id = o.feed_id
        WHERE o.gone_at IS NULL AND f.state <> 'ended' ORDER BY o.id";

    /// Whoever asked to be left out: whether their list still names them or is in use at all does not matter.
    SERVICES_LEFT_OUT = "
        SELECT o.feed_id, p.entry, o.entry FROM offering o JOIN provider p ON p.id = o.provider_id
        WHERE o.hidden = 'opted-out' AND NOT o.apart";
}

/// A service of one list.
pub(super) struct Line {
    id: OfferingId,
    feed: FeedId,
    steward: AgencyId,
    provider: ProviderId,
    same_as: Option<OfferingId>,
    apart: bool,
    hidden: Option<Hidden>,
    verified: bool,
    listing: Listing,
    alike: String,
}

fn line(mut row: Row) -> Result<Line, Fault> {
    let (id, feed, steward, of) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (same_as, apart, hidden, verified) = (row.take()?, row.take()?, row.parse_option()?, row.take()?);
    let (provider, offering) = both(&mut row)?;
    let alike = offering.alike(&provider);
    let listing = Listing { provider, offering };
    Ok(Line { id, feed, steward, provider: of, same_as, apart, hidden, verified, listing, alike })
}

/// A service that is shown.
pub(super) struct Shown {
    pub(super) id: OfferingId,
    /// The list that stands for it, and the others that name it.
    pub(super) feed: FeedId,
    pub(super) also: Vec<FeedId>,
    /// Who offers it, by the one identity that stands for them.
    pub(super) provider: ProviderId,
    pub(super) listing: Listing,
}

/// A service of a list that is not shown: its contact asked so in another list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub(super) id: OfferingId,
    pub(super) name: String,
    pub(super) steward: AgencyId,
    /// The list in which they asked.
    pub(super) by: FeedId,
}

/// A service of a list beside another of another list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KinOf {
    pub(super) id: OfferingId,
    pub(super) feed: FeedId,
    /// Whether name and place are the same, so that both are shown as one.
    pub(super) alike: bool,
    /// Whether an editor said that it is another one.
    pub(super) joined: bool,
}

/// What is shown.
#[derive(Default)]
pub(super) struct Joined {
    /// The services, each once, by identity.
    pub(super) shown: Vec<Shown>,
    /// Services that are a part of one of them, and of which.
    pub(super) stands_in: HashMap<OfferingId, OfferingId>,
    /// Who offers something under several identities, and which of them stands for all.
    pub(super) providers: HashMap<ProviderId, ProviderId>,
    pub(super) left_out: Vec<LeftOut>,
    /// For each service that another list may name too, those.
    pub(super) kin: HashMap<OfferingId, Vec<KinOf>>,
}

/// The services as they are shown, each once: the entry that came first stands for those of other lists that agree with
/// it in name and place.
pub(super) fn joined_now<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Joined, Fault> {
    let rows = work.rows(permit, &LISTED_SERVICES, &params![])?;
    let lines = rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let mut out: HashMap<String, FeedId> = HashMap::new();
    for mut row in work.rows(permit, &SERVICES_LEFT_OUT, &params![])? {
        let feed = row.take()?;
        let (provider, offering) = both(&mut row)?;
        out.insert(offering.alike(&provider), feed);
    }
    Ok(joined(lines, &out))
}

/// How many entries of other lists an editor is shown beside one.
const MOST_KIN: usize = 20;

/// From more services on at one street than this, none of them is asked about.
const MOST_AT_A_STREET: usize = 200;

/// Entries of other lists with the same name and place, or at the same street.
fn kin(lines: &[Line]) -> HashMap<OfferingId, Vec<KinOf>> {
    let mut at: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, line) in lines.iter().enumerate() {
        at.entry(line.alike.clone()).or_default().push(number);
        if let Some(street) = line.listing.offering.street() {
            at.entry(street).or_default().push(number);
        }
    }
    let mut found: HashMap<OfferingId, Vec<KinOf>> = HashMap::new();
    // Where many stand at one street an editor is shown none: they would have to look through all of them.
    for together in at.values().filter(|own| (2..=MOST_AT_A_STREET).contains(&own.len())) {
        for one in together.iter().filter_map(|number| lines.get(*number)) {
            for other in together.iter().filter_map(|number| lines.get(*number)).filter(|own| own.feed != one.feed) {
                let own = found.entry(one.id).or_default();
                if own.len() < MOST_KIN && !own.iter().any(|known| known.id == other.id) {
                    let (alike, joined) = (one.alike == other.alike, other.same_as.is_some());
                    own.push(KinOf { id: other.id, feed: other.feed, alike, joined });
                }
            }
        }
    }
    for own in found.values_mut() {
        own.sort_by_key(|one| (!one.alike, one.id));
    }
    found
}

/// What takes a service off because of another that is like it, as with meetings.
struct Off<'a> {
    /// Their contact asked to be left out: no list brings them back.
    everywhere: &'a HashMap<String, FeedId>,
    /// People said that it is not there any more: true of the own agency's other lists too.
    of_steward: HashSet<(AgencyId, String)>,
}

impl Off<'_> {
    fn holds(&self, line: &Line) -> bool {
        let reported = || self.of_steward.contains(&(line.steward, line.alike.clone()));
        line.hidden.is_some() || (!line.apart && (self.everywhere.contains_key(&line.alike) || reported()))
    }
}

/// What is known of a service that is shown, beside what it says.
struct Known {
    steward: AgencyId,
    verified: bool,
}

impl Known {
    /// What another list may say beside this one. One of the same agency: everything. One of another agency says nothing
    /// where somebody here checked the service, and never where to call or what to open.
    fn heeds(&self, other: &Line) -> Option<Offering> {
        let said = other.listing.offering.clone();
        match (other.steward == self.steward, self.verified) {
            (true, _) => Some(said),
            (false, false) => Some(said.facts_alone()),
            (false, true) => None,
        }
    }
}

/// The services that were put together so far.
#[derive(Default)]
struct Together {
    all: Joined,
    known: Vec<Known>,
    at: HashMap<OfferingId, usize>,
}

impl Together {
    fn push(&mut self, line: Line) {
        self.at.insert(line.id, self.all.shown.len());
        self.known.push(Known { steward: line.steward, verified: line.verified });
        let Line { id, feed, provider, listing, .. } = line;
        self.all.shown.push(Shown { id, feed, also: Vec::new(), provider, listing });
    }

    /// Makes a service a part of another.
    fn join(&mut self, place: usize, line: &Line) {
        let Some((known, own)) = self.known.get(place).zip(self.all.shown.get_mut(place)) else { return };
        self.all.stands_in.insert(line.id, own.id);
        if line.feed != own.feed && !own.also.contains(&line.feed) {
            own.also.push(line.feed);
        }
        let said = known.heeds(line);
        if same_name(&own.listing.provider.name, &line.listing.provider.name) {
            one_of(&mut self.all.providers, own.provider, line.provider);
        }
        if let Some(said) = said {
            own.listing.offering.absorb(said);
        }
    }
}

fn same_name(one: &Words, other: &Words) -> bool {
    domain::directory::fold(one.as_str()) == domain::directory::fold(other.as_str())
}

/// Which identity stands for a provider.
fn stands_for(providers: &HashMap<ProviderId, ProviderId>, mut own: ProviderId) -> ProviderId {
    while let Some(other) = providers.get(&own) {
        own = *other;
    }
    own
}

/// Says that two are one: the one that came first stands for both.
fn one_of(providers: &mut HashMap<ProviderId, ProviderId>, one: ProviderId, other: ProviderId) {
    let (one, other) = (stands_for(providers, one), stands_for(providers, other));
    if one != other {
        providers.insert(one.max(other), one.min(other));
    }
}

fn joined(lines: Vec<Line>, out: &HashMap<String, FeedId>) -> Joined {
    let reported = lines.iter().filter(|line| !line.apart && line.hidden == Some(Hidden::Reported));
    let of_steward = reported.map(|line| (line.steward, line.alike.clone())).collect();
    let off = Off { everywhere: out, of_steward };
    let off_ids: HashSet<OfferingId> = lines.iter().filter(|line| line.hidden.is_some()).map(|line| line.id).collect();
    let mut own = Together::default();
    own.all.kin = kin(&lines);
    let mut first: HashMap<String, Vec<(FeedId, usize)>> = HashMap::new();
    let mut by_hand = Vec::new();
    for line in lines {
        if off.holds(&line) {
            if let Some(by) = out.get(&line.alike).filter(|_| line.hidden.is_none()) {
                let name = line.listing.offering.name.to_string();
                own.all.left_out.push(LeftOut { id: line.id, name, steward: line.steward, by: *by });
            }
            continue;
        }
        if let Some(target) = line.same_as {
            if !off_ids.contains(&target) {
                by_hand.push((target, line));
            }
            continue;
        }
        let others = first.get(&line.alike).filter(|_| !line.apart);
        // One list may name two of a kind: those are two.
        let twin = others.and_then(|own| own.iter().find(|(feed, _)| *feed != line.feed)).map(|(_, place)| *place);
        if let Some(place) = twin {
            own.join(place, &line);
            continue;
        }
        if !line.apart {
            first.entry(line.alike.clone()).or_default().push((line.feed, own.all.shown.len()));
        }
        own.push(line);
    }
    // Once every service has its place: what an editor joined may have come before that which it is.
    for (target, line) in by_hand {
        let target = own.all.stands_in.get(&target).copied().unwrap_or(target);
        match own.at.get(&target).copied() {
            Some(place) => own.join(place, &line),
            None => own.push(line),
        }
    }
    let mut all = own.all;
    for shown in &mut all.shown {
        shown.provider = stands_for(&all.providers, shown.provider);
    }
    // Who reads on asks for what comes after an identity.
    all.shown.sort_unstable_by_key(|shown| shown.id);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directory::offering::{Offering, Phone, PhoneKind, Provider, Site};
    use domain::id::Ids;
    use domain::text::Prose;
    use domain::time::Moment;

    /// Services by list, name and street.
    fn lines(rows: &[(usize, &str, &str)]) -> Vec<Line> {
        let mut ids = Ids::new(Moment::from_micros(0), [3; 16]);
        let feeds: Vec<FeedId> = (0..3).map(|_| ids.next()).collect();
        let providers: Vec<ProviderId> = (0..3).map(|_| ids.next()).collect();
        let steward: AgencyId = ids.next();
        let words = |text: &str| Words::parse(text).expect("a line");
        let mut line = |(list, name, street): &(usize, &str, &str)| {
            let mut offering = Offering::new(words(name));
            let mut site = Site::default();
            site.place.address = Some(words(street));
            offering.sites = vec![site];
            let provider =
                Provider { name: words("Oak House"), about: Prose::default(), website: None, phones: Vec::new() };
            let alike = offering.alike(&provider);
            Line {
                id: ids.next(),
                feed: feeds[*list],
                steward,
                provider: providers[*list],
                same_as: None,
                apart: false,
                hidden: None,
                verified: false,
                listing: Listing { provider, offering },
                alike,
            }
        };
        rows.iter().map(&mut line).collect()
    }

    fn names(joined: &Joined) -> Vec<&str> {
        joined.shown.iter().map(|own| own.listing.offering.name.as_str()).collect()
    }

    fn nobody() -> HashMap<String, FeedId> {
        HashMap::new()
    }

    #[test]
    fn the_same_service_of_two_lists_is_one_and_its_provider_too() {
        let rows = lines(&[(0, "Pantry", "1 Oak St"), (1, "PANTRY", "1 oak st"), (1, "Beds", "1 Oak St")]);
        let ids: Vec<OfferingId> = rows.iter().map(|line| line.id).collect();
        let all = joined(rows, &nobody());
        assert_eq!(names(&all), ["Pantry", "Beds"]);
        assert_eq!(all.stands_in.get(&ids[1]), Some(&ids[0]));
        assert_eq!((all.shown[0].also.len(), all.shown[0].provider), (1, all.shown[1].provider));
        assert_eq!(all.kin[&ids[0]].len(), 2, "and what else stands at its street");
        let twice = lines(&[(0, "Pantry", "1 Oak St"), (0, "Pantry", "1 Oak St")]);
        assert_eq!(joined(twice, &nobody()).shown.len(), 2, "one list may name two of a kind");
    }

    #[test]
    fn who_asked_to_be_left_out_is_in_no_list() {
        let mut rows = lines(&[(0, "Pantry", "1 Oak St"), (1, "Pantry", "1 Oak St"), (1, "Beds", "1 Oak St")]);
        rows[0].hidden = Some(Hidden::OptedOut);
        let out = HashMap::from([(rows[0].alike.clone(), rows[0].feed)]);
        let all = joined(rows, &out);
        assert_eq!((names(&all), all.left_out.len()), (vec!["Beds"], 1));
        let mut apart = lines(&[(1, "Pantry", "1 Oak St")]);
        apart[0].apart = true;
        assert_eq!(joined(apart, &out).shown.len(), 1, "an editor said that it is another one");
    }

    #[test]
    fn an_editor_joins_and_parts() {
        let mut rows = lines(&[(0, "Pantry", "1 Oak St"), (1, "Food for all", "1 Oak St")]);
        rows[0].same_as = Some(rows[1].id);
        let all = joined(rows, &nobody());
        assert_eq!((names(&all), all.stands_in.len()), (vec!["Food for all"], 1));
        let mut rows = lines(&[(0, "Pantry", "1 Oak St"), (1, "Pantry", "1 Oak St")]);
        rows[1].apart = true;
        assert_eq!(joined(rows, &nobody()).shown.len(), 2);
    }

    #[test]
    fn another_agency_adds_facts_to_what_nobody_checked_and_never_a_number() {
        let rows = || {
            let mut rows = lines(&[(0, "Pantry", "1 Oak St"), (1, "Pantry", "1 Oak St")]);
            rows[1].steward = Ids::new(Moment::from_micros(9), [9; 16]).next();
            let said = &mut rows[1].listing.offering;
            said.phones = Phone::parse("900 555 0100", None, PhoneKind::Voice, None).into_iter().collect();
            said.languages = vec![Words::parse("Spanish").expect("a line")];
            rows
        };
        let all = joined(rows(), &nobody());
        let own = &all.shown[0].listing.offering;
        assert_eq!((own.phones.len(), own.languages.len()), (0, 1));
        let mut checked = rows();
        checked[0].verified = true;
        assert_eq!(joined(checked, &nobody()).shown[0].listing.offering.languages.len(), 0);
        let mut reported = rows();
        reported[1].hidden = Some(Hidden::Reported);
        assert_eq!(joined(reported, &nobody()).shown.len(), 1, "what another agency hears takes nothing off here");
    }
}
