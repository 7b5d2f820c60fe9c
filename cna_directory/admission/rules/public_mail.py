"""Public mail services: anybody can have an address there, so it says nothing about an office."""

PUBLIC_MAIL = frozenset(
    "126.com 163.com aol.com btinternet.com daum.net foxmail.com free.fr fastmail.com gmail.com"  # noqa: SIM905 - a line of words.
    " gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net hotmail.co.uk hotmail.com"
    " hotmail.es hotmail.fr hotmail.it icloud.com inbox.ru laposte.net libero.it list.ru live.com"
    " live.fr mac.com mail.com mail.ru me.com msn.com naver.com orange.fr outlook.com outlook.es"
    " outlook.fr pm.me proton.me protonmail.com qq.com rediffmail.com seznam.cz sina.com t-online.de"
    " tutanota.com ukr.net web.de wp.pl yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com"
    " yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com zoho.com".split()
)
"""The services that officials use most; a service that is missing here is asked about by nobody."""


def is_public_mail(email: str) -> bool:
    """Say whether an address belongs to a public mail service."""
    return email.rpartition("@")[2].strip().lower() in PUBLIC_MAIL
