"""Lines that speak to the reader are notices; news that looks like them is read."""

import pytest

from actorgraph.text.notices import find_notices

NOTICES = """\
Subscribe now for €9 a month
Sign up for our newsletter
Log in
Log in or create an account to continue reading
Already a subscriber? Sign in here
Already have an account?
Not a member yet? Join us today
Get unlimited access to all our stories for £1 a week
Get instant access to 12 years of archives. Cancel anytime.
Start your free trial today
Choose the plan that suits you
Become a member and support our journalism
This article is for subscribers only.
This story is exclusive to members. Sign in to read it in full.
Advertisement
ADVERTISEMENT - CONTINUE READING BELOW
Story continues below advertisement
Share this article
Share on Facebook
Follow us on Twitter and Telegram
Read more: Minister under fire over port deal
Related: Five things to know about the summit
Most read
Editor's picks
You may also like
Comments (14)
We use cookies to improve your experience on our website.
By continuing to browse you accept our cookies and privacy policy.
Manage your cookie settings
Accept all
© 2024 The Harbour Times. All rights reserved.
Copyright 2019 Northern Wire Ltd
Enjoying this article? Subscribe for full access.
Want to read more? Unlock this story for $2
Enter your e-mail address to receive our daily briefing
Get the top headlines delivered to your inbox every morning
Please disable your ad blocker to support independent journalism
Upgrade to premium for ad-free reading
Download our app for breaking news alerts
Help us keep our journalism free for everyone. Donate today.
Forgot your password?
Don't miss out: 50% off an annual subscription
Gift this article
Listen to our weekly podcast on Spotify
""".splitlines()

NEWS = """\
The publisher said newspaper subscriptions had fallen by a fifth since 2015.
Subscribers to the pension fund voted against the merger on Tuesday.
"Join us today and you will never be alone," the recruiter told the students.
"Sign up for our newsletter," read the leaflet that police found in the flat.
"Already a member?" the guard asked the woman at the gate.
Members of the parliament's foreign affairs committee met the ambassador.
Share prices in Tokyo fell sharply after the announcement.
The bank's free trial of the new service ended in March, the regulator noted.
The court ruled that cookies may not be set without the user's consent.
A cookie factory in Utrecht was destroyed by fire overnight.
Follow-up talks between the two governments are due in Geneva next week.
Support for the bill grew after the minister agreed to changes.
The archive was opened to historians in 1994 and has 20 years of records.
Access to the camp has been refused to aid workers for three weeks.
Join the army or leave the village, the militia told the young men.
The airline offered passengers 14 days to cancel their bookings free of charge.
Advertisement spending in the country rose by 8 per cent last year.
The advertisement was banned after complaints from disability groups.
The activists were told to log in every morning and to report to the police.
"You must choose your side," the general warned his officers.
The newsletter of the diocese called on the faithful to shelter refugees.
Register offices across the region closed on Monday because of the strike.
The union's membership plan was rejected by the government of Norway.
Your vote counts, the president told a rally of some 3,000 supporters.
Readers of the paper sent more than 400 letters to the minister.
The company sold the passwords of two million customers, prosecutors claim.
Donations to the hospital doubled after the shelling, according to the mayor.
The copyright law was passed by 348 votes to 274.
Start-ups in Estonia have asked the commission to scrap the rule.
Instant access to a lawyer is guaranteed by the constitution, the judge wrote.
Get out of Grozny while you can, a friend had written to him that night.
Premium grain was sold abroad while villages went hungry, the auditors found.
The European Parliament called for unlimited access for the inspectors.
Sign language interpreters protested in front of the ministry.
Facebook said it had removed the accounts of the generals.
The ministry has a plan for every member of the staff, its spokeswoman added.
Enter the army, and nothing is explained to a recruit any more.
He read more than 300 testimonies before he resigned.
Like other governments in the region, Chad has refused to take part.
Watch groups such as Dovelight counted 19 arrests in June.
Independent journalism is under threat in six states, the report warns.
Become a soldier or go to prison: that was the choice that the court gave him.
Most read the statement as a threat, diplomats admitted.
Related charges against two former officers were dropped.
""".splitlines()


@pytest.mark.parametrize("line", NOTICES)
def test_a_notice_is_found_by_itself(line: str) -> None:
    assert find_notices([line]) == [True]


@pytest.mark.parametrize("line", NEWS)
def test_news_that_looks_like_a_notice_is_read(line: str) -> None:
    assert find_notices([line]) == [False]


@pytest.mark.parametrize("line", NEWS)
def test_news_between_two_notices_is_read(line: str) -> None:
    assert find_notices(["Subscribe now for €9 a month", line, "Log in"]) == [True, False, True]


def test_there_are_enough_of_both() -> None:
    assert min(len(set(NOTICES)), len(set(NEWS))) >= 40


def test_a_weak_line_counts_beside_a_sure_one_only() -> None:
    alone = ["Become an expert on Africa", "The minister met the envoy in Oslo on Friday."]
    beside = ["Sign up for our newsletter", "Become an expert on Africa"]
    assert find_notices(alone) == [False, False]
    assert find_notices(beside) == [True, True]


def test_a_line_without_a_space_takes_no_time() -> None:
    assert find_notices(["a" * 1_000_000, "!" * 1_000_000]) == [False, False]
