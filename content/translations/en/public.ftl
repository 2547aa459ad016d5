# What everyone may see: the first page, help, meetings, signing in, and when something goes wrong.

sign-in = Sign in
home-title = Your recovery, side by side
home-lead = Make a plan in your own words, with someone who has been there.
home-own = Go to my pages
home-meetings = Find a meeting
home-yours = It is yours
home-yours-text = Your goals and your words stay as you wrote them. You can take your plan with you.
home-together = You do it together
home-together-text = You and your peer both write. Nothing gets lost, even if you write at the same time.
home-private = It is private
home-private-text = You can see who may read what. One tap takes you away from the page.
crisis-title = Help now
crisis-lead = This page stays on your phone. It works with no signal. Calls and texts need a phone line.
meetings-title = Find a meeting
meetings-lead = Anyone can look. You do not have to sign in.
meetings-words = Words to look for
meetings-words-hint = A name, a town, or a kind of meeting.
meetings-day = Day
meetings-part = Time of day
meetings-any-time = Any time
meetings-search = Search
meetings-found = { $count ->
    [0] No meetings found. Try fewer words or another day.
    [one] 1 meeting
   *[other] { $count } meetings
}
sign-in-title = Sign in
sign-in-username = Username
sign-in-passphrase = Passphrase
sign-in-help = Lost your way in? Ask your peer or your agency. They can help you start again.
language-title = Which language do you want to read?
nav-today = Today
nav-members = Members
nav-team = My team
nav-agency = Agency
nav-plan = Plan
nav-find = Find help
find-lead = Anyone can look here. You do not have to sign in, and nobody is told.
nav-meetings = Meetings
nav-services = Services
nav-help-lines = Help lines
nav-choose = Choose
nav-library = Library
trouble-home = Go to the first page
trouble-absent = We could not find this page
trouble-absent-text = It may have moved, or it is not for this account.
trouble-sign-in = Please sign in
trouble-sign-in-text = You are not signed in any more. Sign in and try again.
trouble-stale = Please try once more
trouble-stale-text = This form is from an older visit. Go back, load the page again, and send it once more.
trouble-too-large = This is too large
trouble-too-large-text = Please send less at once. Go back, and your words are still there.
trouble-unreadable = We could not read this form
trouble-unreadable-text = Please go back and send it once more.
trouble-refused = That was not done
trouble-refused-text = You cannot do this here.
trouble-invalid = Something needs a look
trouble-invalid-text = Please go back and check what you wrote.
trouble-busy = A lot is going on
trouble-busy-text = Please wait a moment and try again. Nothing is lost.
trouble-full = There is no room left here
trouble-full-text = Nothing was changed, and nothing that was here before is lost. You can still read. Please tell the people who run this site, and try again later.
trouble-broken = Something broke on our side
trouble-broken-text = It is not your fault. Please try again in a little while.
form-not-a-day = This is not a day. Write it like 3/15/2026, Mar 15, 2026 or 2026-03-15.
form-which-is-the-month = Which of the two numbers is the month? Write its name, like Mar 4, 2026.
