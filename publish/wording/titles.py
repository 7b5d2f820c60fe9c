"""The titles of an edition and of its parts.

In English, French and Spanish those of part I are the titles of the printed directory, and those of
part II follow them. The Arabic, Chinese and Russian ones are put together from the titles of the
conventions; they have not been compared with the authentic texts, and are drafts like the labels.
"""

PART_TITLES: dict[str, dict[str, str]] = {
    "I": {
        "en": (
            "Competent National Authorities under the United Nations Convention against "
            "Transnational Organized Crime and the Protocols Thereto and Articles 6, 7 and 17 of "
            "the United Nations Convention against Illicit Traffic in Narcotic Drugs and "
            "Psychotropic Substances of 1988"
        ),
        "fr": (
            "Autorités nationales compétentes au titre de la Convention des Nations Unies contre "
            "la criminalité transnationale organisée et protocoles s'y rapportant et des articles "
            "6, 7 et 17 de la Convention des Nations Unies contre le trafic illicite de "
            "stupéfiants et de substances psychotropes, 1988"
        ),
        "es": (
            "Autoridades nacionales competentes en virtud de la Convención de las Naciones Unidas "
            "contra la Delincuencia Organizada Transnacional y sus Protocolos y de los artículos "
            "6, 7 y 17 de la Convención de las Naciones Unidas contra el Tráfico Ilícito de "
            "Estupefacientes y Sustancias Sicotrópicas de 1988"
        ),
        "ar": (
            "السلطات الوطنية المختصة بموجب اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر "
            "الوطنية والبروتوكولات الملحقة بها والمواد 6 و7 و17 من اتفاقية الأمم المتحدة لمكافحة "
            "الاتجار غير المشروع في المخدرات والمؤثرات العقلية لسنة 1988"
        ),
        "zh": (
            "《联合国打击跨国有组织犯罪公约》及其各项议定书"
            "和1988年《联合国禁止非法贩运麻醉药品和精神药物公约》"
            "第6、第7和第17条规定的国家主管当局"
        ),
        "ru": (
            "Компетентные национальные органы в соответствии с Конвенцией Организации Объединенных "
            "Наций против транснациональной организованной преступности и протоколами к ней и "
            "статьями 6, 7 и 17 Конвенции Организации Объединенных Наций о борьбе против "
            "незаконного оборота наркотических средств и психотропных веществ 1988 года"
        ),
    },
    "II": {
        "en": (
            "Competent National Authorities under the United Nations Convention against Corruption"
        ),
        "fr": (
            "Autorités nationales compétentes au titre de la Convention des Nations Unies contre "
            "la corruption"
        ),
        "es": (
            "Autoridades nacionales competentes en virtud de la Convención de las Naciones Unidas "
            "contra la Corrupción"
        ),
        "ar": "السلطات الوطنية المختصة بموجب اتفاقية الأمم المتحدة لمكافحة الفساد",
        "zh": "《联合国反腐败公约》规定的国家主管当局",
        "ru": (
            "Компетентные национальные органы в соответствии с Конвенцией Организации Объединенных "
            "Наций против коррупции"
        ),
    },
}

EDITION_TITLES: dict[str, str] = {
    "mul": (
        "Directory of Competent National Authorities / "
        "Répertoire des autorités nationales compétentes / "
        "Directorio de autoridades nacionales competentes"
    ),
    "en": "Directory of Competent National Authorities",
    "fr": "Répertoire des autorités nationales compétentes",
    "es": "Directorio de autoridades nacionales competentes",
    "ar": "دليل السلطات الوطنية المختصة",
    "zh": "国家主管当局名录",
    "ru": "Справочник компетентных национальных органов",
}
