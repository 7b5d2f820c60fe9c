"""Invented requirements, names of offices and places, for the frozen neutral edition."""

REQUIREMENTS: dict[str, tuple[str, ...]] = {
    "en": (
        (
            "Requests shall be transmitted in writing, signed and sealed by the requesting "
            "authority, and accompanied by a certified translation into one of the languages "
            "accepted by the requested State."
        ),
        (
            "The request must state the identity of the authority making the request, the "
            "subject matter and nature of the investigation, prosecution or judicial "
            "proceeding, and a summary of the relevant facts."
        ),
        (
            "Article 7, paragraph 15, of the 1988 Convention and the corresponding national "
            "statute set out the grounds on which assistance may be refused or postponed."
        ),
        (
            "Where the maximum penalty is {y} years or more, dual criminality is presumed; "
            "otherwise the text of the applicable provisions must be attached."
        ),
        (
            "Documents transmitted through the central authority are exempt from legalization, "
            "authentication and other similar formalities."
        ),
        (
            "Evidence obtained may not be used for purposes other than those stated in the "
            "request without the prior consent of the competent authority."
        ),
        (
            "The ordinary costs of executing a request are borne by the requested State unless "
            "the parties agree otherwise; substantial or extraordinary expenses are settled by "
            "consultation."
        ),
        (
            "A reply is normally given within {d} working days of receipt; an acknowledgement "
            "is sent within {e} days."
        ),
        (
            "Provisional arrest may be requested by any means capable of producing a written "
            "record, and lapses after {d} days when no formal request has been received."
        ),
        (
            "Persons whose presence is requested are granted safe conduct for fifteen days "
            "after their attendance is no longer required."
        ),
        (
            "Nationals are not extradited, except under the treaties listed in the annex to "
            "Act No. {n}/{yy}."
        ),
        (
            "A boarding request must indicate the name of the vessel, its port of registry, "
            "its position, course and speed, and the reasonable grounds for suspicion."
        ),
    ),
    "fr": (
        (
            "Les demandes sont présentées par écrit, signées et revêtues du sceau de "
            "l’autorité requérante, et accompagnées d’une traduction certifiée conforme dans "
            "l’une des langues acceptées par l’État requis."
        ),
        (
            "La demande doit indiquer l’autorité dont elle émane, l’objet et la nature de "
            "l’enquête, des poursuites ou de la procédure judiciaire, ainsi qu’un résumé des "
            "faits pertinents."
        ),
        (
            "L’article 7, paragraphe 15, de la Convention de 1988 et la loi nationale "
            "correspondante énoncent les motifs pour lesquels l’entraide peut être refusée ou "
            "différée."
        ),
        (
            "Lorsque la peine maximale est d’au moins {y} ans, la double incrimination est "
            "présumée ; à défaut, le texte des dispositions applicables doit être joint."
        ),
        (
            "Les documents transmis par l’intermédiaire de l’autorité centrale sont dispensés "
            "de légalisation et de toute autre formalité analogue."
        ),
        (
            "Les éléments de preuve obtenus ne peuvent être utilisés à d’autres fins que "
            "celles énoncées dans la demande sans le consentement préalable de l’autorité "
            "compétente."
        ),
        (
            "Les frais ordinaires d’exécution sont à la charge de l’État requis, sauf accord "
            "contraire entre les parties."
        ),
        (
            "Une réponse est normalement donnée dans les {d} jours ouvrables suivant la "
            "réception ; un accusé de réception est adressé sous {e} jours."
        ),
        (
            "L’arrestation provisoire peut être demandée par tout moyen laissant une trace "
            "écrite et prend fin après {d} jours en l’absence de demande formelle."
        ),
        (
            "Les nationaux ne sont pas extradés, sauf dans les cas prévus à l’annexe de la loi "
            "nº {n}/{yy}."
        ),
    ),
    "es": (
        (
            "Las solicitudes se presentarán por escrito, firmadas y selladas por la autoridad "
            "requirente, y acompañadas de una traducción certificada a uno de los idiomas "
            "aceptados por el Estado requerido."
        ),
        (
            "La solicitud deberá indicar la autoridad que la formula, el objeto y la índole de "
            "la investigación, el proceso o la actuación judicial, así como un resumen de los "
            "hechos pertinentes."
        ),
        (
            "El artículo 7, párrafo 15, de la Convención de 1988 y la ley nacional "
            "correspondiente establecen los motivos por los que podrá denegarse o diferirse la "
            "asistencia."
        ),
        (
            "Cuando la pena máxima sea de {y} años o más se presume la doble incriminación; en "
            "los demás casos deberá adjuntarse el texto de las disposiciones aplicables."
        ),
        (
            "Los documentos transmitidos por conducto de la autoridad central quedan exentos "
            "de legalización y de otras formalidades análogas."
        ),
        (
            "Las pruebas obtenidas no podrán utilizarse para fines distintos de los indicados "
            "en la solicitud sin el consentimiento previo de la autoridad competente."
        ),
        (
            "Los gastos ordinarios que ocasione el cumplimiento de una solicitud serán "
            "sufragados por el Estado requerido, salvo acuerdo en contrario."
        ),
        (
            "La respuesta se da normalmente en un plazo de {d} días hábiles; el acuse de "
            "recibo se envía dentro de los {e} días."
        ),
        (
            "La detención preventiva podrá solicitarse por cualquier medio que deje constancia "
            "escrita y cesará a los {d} días si no se recibe la solicitud formal."
        ),
        (
            "No se concede la extradición de nacionales, salvo en los casos previstos en el "
            "anexo de la Ley núm. {n}/{yy}."
        ),
    ),
}
"""Sentences with places for numbers, by language."""

OFFICES: dict[str, tuple[str, ...]] = {
    "en": (
        "Central Authority for Mutual legal assistance",
        "Directorate of International Legal Cooperation",
        "Office of the Attorney General, International Unit",
        "Department of Justice, Mutual legal assistance Section",
        "Ministry of Foreign Affairs, Treaty Division",
        "National Prosecution Service, Mutual legal assistance Desk",
        "Coast Guard Operations Centre",
        "Ministry of the Interior, International Police Cooperation",
    ),
    "fr": (
        "Autorité centrale – Entraide judiciaire",
        "Direction de la coopération judiciaire internationale",
        "Bureau du Procureur général, unité internationale",
        "Ministère de la justice, section « Entraide judiciaire »",
        "Ministère des affaires étrangères, division des traités",
        "Parquet national, bureau de l’entraide",
    ),
    "es": (
        "Autoridad Central para Asistencia judicial recíproca",
        "Dirección de Cooperación Jurídica Internacional",
        "Fiscalía General de la Nación, Unidad Internacional",
        "Ministerio de Justicia, sección de Asistencia judicial recíproca",
        "Ministerio de Relaciones Exteriores, Dirección de Tratados",
        "Secretaría de Gobernación, Área de Enlace",
    ),
    "ru": (
        "Центральный орган по вопросам Взаимная правовая помощь",
        "Генеральная прокуратура, Главное управление международно-правового сотрудничества",
        "Министерство юстиции, департамент международного права",
        "Министерство внутренних дел, бюро взаимодействия",
    ),
    "ar": (
        "السلطة المركزية المعنية بـالمساعدة القانونية المتبادلة",
        "وزارة العدل – إدارة التعاون الدولي",
        "النيابة العامة – مكتب التعاون القضائي الدولي",
        "وزارة الداخلية – الإدارة العامة للشرطة الجنائية العربية والدولية",
    ),
    "zh": (
        "司法协助中央机关",
        "司法部国际合作局",
        "最高人民检察院国际合作局",
        "公安部禁毒局",
        "外交部条约法律司",
    ),
}

CITIES: tuple[str, ...] = (
    "Aurelia",
    "Portovesto",
    "Sainte-Marguerite",
    "São Damião",
    "Grünfeld",
    "Kovačevo",
    "Łąkowice",
    "Östervik",
    "Ağaçlı",
    "Reykhöfn",
    "Nový Brod",
    "Kwanyama",
    "Tamsui Bay",
    "Al-Qasr",
    "Belomorsk-2",
    "Ciudad Nueva",
    "Mühlbrücke",
    "Île-Verte",
)

STREETS: tuple[str, ...] = (
    "Constitution Avenue",
    "Rue de la République",
    "Calle de la Reforma",
    "Straße des Friedens",
    "Square of Independence",
    "Unity Boulevard",
    "Prospekt Mira",
    "Place du Palais",
    "Jalan Merdeka",
    "Avenida Atlântica",
)

STATES: tuple[str, ...] = (
    "Afghanistan",
    "Albania",
    "Algeria",
    "Andorra",
    "Angola",
    "Antigua and Barbuda",
    "Argentina",
    "Armenia",
    "Australia",
    "Austria",
    "Azerbaijan",
    "Bahamas",
    "Bahrain",
    "Bangladesh",
    "Barbados",
    "Belarus",
    "Belgium",
    "Belize",
    "Benin",
    "Bhutan",
    "Bolivia (Plurinational State of)",
    "Bosnia and Herzegovina",
    "Botswana",
    "Brazil",
    "Brunei Darussalam",
    "Bulgaria",
    "Burkina Faso",
    "Burundi",
    "Cabo Verde",
    "Cambodia",
    "Cameroon",
    "Canada",
    "Central African Republic",
    "Chad",
    "Chile",
    "China",
    "Colombia",
    "Comoros",
    "Congo",
    "Costa Rica",
    "Côte d’Ivoire",
    "Croatia",
    "Cuba",
    "Cyprus",
    "Czechia",
    "Democratic Republic of the Congo",
    "Denmark",
    "Djibouti",
    "Dominica",
    "Dominican Republic",
    "Ecuador",
    "Egypt",
    "El Salvador",
    "Equatorial Guinea",
    "Eritrea",
    "Estonia",
    "Eswatini",
    "Ethiopia",
    "Fiji",
    "Finland",
    "France",
    "Gabon",
    "Gambia",
    "Georgia",
    "Germany",
    "Ghana",
    "Greece",
    "Grenada",
    "Guatemala",
    "Guinea",
    "Guinea-Bissau",
    "Guyana",
    "Haiti",
    "Holy See",
    "Honduras",
    "Hungary",
    "Iceland",
    "India",
    "Indonesia",
    "Iran (Islamic Republic of)",
    "Iraq",
    "Ireland",
    "Israel",
    "Italy",
    "Jamaica",
    "Japan",
    "Jordan",
    "Kazakhstan",
    "Kenya",
    "Kiribati",
    "Kuwait",
    "Kyrgyzstan",
    "Lao People’s Democratic Republic",
    "Latvia",
    "Lebanon",
    "Lesotho",
    "Liberia",
    "Libya",
    "Liechtenstein",
    "Lithuania",
    "Luxembourg",
    "Madagascar",
    "Malawi",
    "Malaysia",
    "Maldives",
    "Mali",
    "Malta",
    "Marshall Islands",
    "Mauritania",
    "Mauritius",
    "Mexico",
    "Micronesia (Federated States of)",
    "Monaco",
    "Mongolia",
    "Montenegro",
    "Morocco",
    "Mozambique",
    "Myanmar",
    "Namibia",
    "Nauru",
    "Nepal",
    "Netherlands",
    "New Zealand",
    "Nicaragua",
    "Niger",
    "Nigeria",
    "Niue",
    "North Macedonia",
    "Norway",
    "Oman",
    "Pakistan",
    "Palau",
    "Panama",
    "Papua New Guinea",
    "Paraguay",
    "Peru",
    "Philippines",
    "Poland",
    "Portugal",
    "Qatar",
    "Republic of Korea",
    "Republic of Moldova",
    "Romania",
    "Russian Federation",
    "Rwanda",
    "Saint Kitts and Nevis",
    "Saint Lucia",
    "Saint Vincent and the Grenadines",
    "Samoa",
    "San Marino",
    "Sao Tome and Principe",
    "Saudi Arabia",
    "Senegal",
    "Serbia",
    "Seychelles",
    "Sierra Leone",
    "Singapore",
    "Slovakia",
    "Slovenia",
    "Solomon Islands",
    "Somalia",
    "South Africa",
    "South Sudan",
    "Spain",
    "Sri Lanka",
    "State of Palestine",
    "Sudan",
    "Suriname",
    "Sweden",
    "Switzerland",
    "Syrian Arab Republic",
    "Tajikistan",
    "Thailand",
    "Timor-Leste",
    "Togo",
    "Tonga",
    "Trinidad and Tobago",
    "Tunisia",
    "Türkiye",
    "Turkmenistan",
    "Tuvalu",
    "Uganda",
    "Ukraine",
    "United Arab Emirates",
    "United Kingdom",
    "United Republic of Tanzania",
    "United States of America",
    "Uruguay",
    "Uzbekistan",
    "Vanuatu",
    "Venezuela (Bolivarian Republic of)",
    "Viet Nam",
    "Yemen",
    "Zambia",
    "Zimbabwe",
)

LANGUAGE_OF_STATE: dict[str, str] = {
    "Algeria": "ar",
    "Andorra": "es",
    "Argentina": "es",
    "Armenia": "ru",
    "Azerbaijan": "ru",
    "Bahrain": "ar",
    "Belarus": "ru",
    "Belgium": "fr",
    "Benin": "fr",
    "Bolivia (Plurinational State of)": "es",
    "Burkina Faso": "fr",
    "Burundi": "fr",
    "Cameroon": "fr",
    "Central African Republic": "fr",
    "Chad": "ar",
    "Chile": "es",
    "China": "zh",
    "Colombia": "es",
    "Comoros": "ar",
    "Congo": "fr",
    "Costa Rica": "es",
    "Côte d’Ivoire": "fr",
    "Cuba": "es",
    "Democratic Republic of the Congo": "fr",
    "Djibouti": "ar",
    "Dominican Republic": "es",
    "Ecuador": "es",
    "Egypt": "ar",
    "El Salvador": "es",
    "Equatorial Guinea": "es",
    "France": "fr",
    "Gabon": "fr",
    "Guatemala": "es",
    "Guinea": "fr",
    "Haiti": "fr",
    "Honduras": "es",
    "Iraq": "ar",
    "Jordan": "ar",
    "Kazakhstan": "ru",
    "Kuwait": "ar",
    "Kyrgyzstan": "ru",
    "Lebanon": "ar",
    "Libya": "ar",
    "Luxembourg": "fr",
    "Madagascar": "fr",
    "Malaysia": "zh",
    "Mali": "fr",
    "Mauritania": "ar",
    "Mexico": "es",
    "Monaco": "fr",
    "Morocco": "ar",
    "Nicaragua": "es",
    "Niger": "fr",
    "Oman": "ar",
    "Panama": "es",
    "Paraguay": "es",
    "Peru": "es",
    "Qatar": "ar",
    "Russian Federation": "ru",
    "Rwanda": "fr",
    "Saudi Arabia": "ar",
    "Senegal": "fr",
    "Singapore": "zh",
    "Somalia": "ar",
    "Spain": "es",
    "State of Palestine": "ar",
    "Sudan": "ar",
    "Switzerland": "fr",
    "Syrian Arab Republic": "ar",
    "Tajikistan": "ru",
    "Togo": "fr",
    "Tunisia": "ar",
    "Turkmenistan": "ru",
    "United Arab Emirates": "ar",
    "Uruguay": "es",
    "Uzbekistan": "ru",
    "Venezuela (Bolivarian Republic of)": "es",
    "Yemen": "ar",
}
"""States of which names, and here and there requirements, are not in English."""
