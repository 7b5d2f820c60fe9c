"""Which requirements of OWASP ASVS 5.0 apply to this directory; their words are ours, in the page.

Left out of levels 1 and 2 are chapters and requirements about what is not here: OAuth and OpenID
Connect (V10), WebRTC (V17), GraphQL and WebSocket (4.3, 4.4), federation and other identity providers
(7.1.3, 7.6, 6.8), LDAP, XPath, LaTeX, SVG, JNDI and memcache (1.2.6 to 1.2.8, 1.3.4, 1.3.8, 1.3.9),
memory managed by hand (1.4), telephone networks (6.6.1), client certificates (12.1.3), messages
between windows (3.5.5), and audiences of tokens (9.2.3, 9.2.4), which one service alone issues and
reads.

Counted with the read-only API: its personal tokens are references into a table, so that it
brings in 3.5.2 alone. GET and HEAD with a token change nothing that a preflight would have to guard,
and that is what 3.5.2 asks about.
"""

LEVEL_1 = """
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1
2.1.1 2.2.1 2.2.2 2.3.1
3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3
4.1.1
5.2.1 5.2.2 5.3.1 5.3.2
6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2
7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2
8.1.1 8.2.1 8.2.2 8.3.1
9.1.1 9.1.2 9.1.3 9.2.1
11.3.1 11.3.2 11.4.1
12.1.1 12.2.1 12.2.2
13.4.1
14.2.1 14.3.1
15.1.1 15.2.1 15.3.1
"""

LEVEL_2 = """
1.1.1 1.1.2 1.2.9 1.3.3 1.3.5 1.3.6 1.3.7 1.3.10 1.3.11 1.5.2
2.1.2 2.1.3 2.2.3 2.3.2 2.3.3 2.3.4 2.4.1
3.3.2 3.3.3 3.3.4 3.4.3 3.4.4 3.4.5 3.4.6 3.5.4 3.7.1 3.7.2
4.1.2 4.1.3 4.2.1
5.1.1 5.2.3 5.4.1 5.4.2 5.4.3
6.1.2 6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4
6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.2 6.6.3
7.1.1 7.1.2 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2
8.1.2 8.2.3 8.4.1
9.2.2
11.1.1 11.1.2 11.2.1 11.2.2 11.2.3 11.3.3 11.4.2 11.4.3 11.4.4 11.5.1 11.6.1
12.1.2 12.3.1 12.3.2 12.3.3 12.3.4
13.1.1 13.2.1 13.2.2 13.2.3 13.2.4 13.2.5 13.3.1 13.3.2 13.4.2 13.4.3 13.4.4 13.4.5
14.1.1 14.1.2 14.2.2 14.2.3 14.2.4 14.3.2 14.3.3
15.1.2 15.1.3 15.2.2 15.2.3 15.3.2 15.3.3 15.3.4 15.3.5 15.3.6 15.3.7
16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3 16.3.4
16.4.1 16.4.2 16.4.3 16.5.1 16.5.2 16.5.3
"""

APPLICABLE = {
    **dict.fromkeys(LEVEL_1.split(), 1),
    **dict.fromkeys(LEVEL_2.split(), 2),
}
"""Each requirement with its level."""
