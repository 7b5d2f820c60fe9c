"""The official titles of the parts of an edition, which stand on its cover in three languages."""

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
    },
}

EDITION_TITLES: dict[str, str] = {
    "en": "Directory of Competent National Authorities",
    "fr": "Répertoire des autorités nationales compétentes",
    "es": "Directorio de autoridades nacionales competentes",
}
