//! The sixteen tables of version 3, as they must be for Discourse Network Analyzer to open a file.

/// A table: its name, its columns in order, and what makes it.
pub(crate) struct Definition {
    pub(crate) name: &'static str,
    /// Name, declaration.
    pub(crate) columns: &'static [(&'static str, &'static str)],
    /// What holds between columns.
    pub(crate) constraints: &'static str,
}

impl Definition {
    /// The statement that makes the table.
    pub(crate) fn sql(&self) -> String {
        let columns: Vec<String> = self.columns.iter().map(|(name, is)| format!("{name} {is}")).collect();
        format!("CREATE TABLE {}({}{})", self.name, columns.join(", "), self.constraints)
    }

    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(column, _)| column.eq_ignore_ascii_case(name))
    }
}

const ID: (&str, &str) = ("ID", "INTEGER NOT NULL PRIMARY KEY");
const RED: (&str, &str) = ("Red", "INTEGER NOT NULL DEFAULT 0 CHECK (Red BETWEEN 0 AND 255)");
const GREEN: (&str, &str) = ("Green", "INTEGER NOT NULL DEFAULT 0 CHECK (Green BETWEEN 0 AND 255)");
const BLUE: (&str, &str) = ("Blue", "INTEGER NOT NULL DEFAULT 0 CHECK (Blue BETWEEN 0 AND 255)");
const FLAG: &str = "INTEGER NOT NULL DEFAULT 1";
const OF_STATEMENT: &str = ", FOREIGN KEY(StatementId) REFERENCES STATEMENTS(ID) ON DELETE CASCADE, \
     FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE, UNIQUE (StatementId, VariableId)";

/// Every table, those that others refer to first.
pub(crate) const TABLES: &[Definition] = &[
    Definition {
        name: "SETTINGS",
        columns: &[("Property", "TEXT PRIMARY KEY"), ("Value", "TEXT NOT NULL")],
        constraints: "",
    },
    Definition {
        name: "CODERS",
        columns: &[
            ID,
            ("Name", "TEXT NOT NULL CHECK (LENGTH(Name) < 191)"),
            RED,
            GREEN,
            BLUE,
            ("Refresh", "INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0"),
            ("FontSize", "INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14"),
            ("Password", "TEXT NOT NULL CHECK (LENGTH(Password) < 191)"),
            ("PopupWidth", "INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300"),
            ("ColorByCoder", "INTEGER NOT NULL CHECK (ColorByCoder BETWEEN 0 AND 1) DEFAULT 0"),
            ("PopupDecoration", "INTEGER NOT NULL CHECK (PopupDecoration BETWEEN 0 AND 1) DEFAULT 0"),
            ("PopupAutoComplete", "INTEGER NOT NULL CHECK (PopupAutoComplete BETWEEN 0 AND 1) DEFAULT 1"),
            ("PermissionAddDocuments", FLAG),
            ("PermissionEditDocuments", FLAG),
            ("PermissionDeleteDocuments", FLAG),
            ("PermissionImportDocuments", FLAG),
            ("PermissionAddStatements", FLAG),
            ("PermissionEditStatements", FLAG),
            ("PermissionDeleteStatements", FLAG),
            ("PermissionEditAttributes", FLAG),
            ("PermissionEditRegex", FLAG),
            ("PermissionEditStatementTypes", FLAG),
            ("PermissionEditCoders", FLAG),
            ("PermissionEditCoderRelations", FLAG),
            ("PermissionViewOthersDocuments", FLAG),
            ("PermissionEditOthersDocuments", FLAG),
            ("PermissionViewOthersStatements", FLAG),
            ("PermissionEditOthersStatements", FLAG),
        ],
        constraints: "",
    },
    Definition {
        name: "DOCUMENTS",
        columns: &[
            ID,
            ("Title", "TEXT NOT NULL CHECK (LENGTH(Title) < 191)"),
            ("Text", "TEXT NOT NULL"),
            ("Coder", "INTEGER"),
            ("Author", "TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Author) < 191)"),
            ("Source", "TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Source) < 191)"),
            ("Section", "TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Section) < 191)"),
            ("Notes", "TEXT NOT NULL DEFAULT ''"),
            ("Type", "TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Type) < 191)"),
            ("Date", "INTEGER NOT NULL"),
        ],
        constraints: ", FOREIGN KEY(Coder) REFERENCES CODERS(ID) ON DELETE CASCADE",
    },
    Definition {
        name: "STATEMENTTYPES",
        columns: &[ID, ("Label", "TEXT NOT NULL CHECK (LENGTH(Label) < 191)"), RED, GREEN, BLUE],
        constraints: "",
    },
    Definition {
        name: "VARIABLES",
        columns: &[
            ID,
            ("Variable", "TEXT NOT NULL CHECK (LENGTH(Variable) < 191)"),
            (
                "DataType",
                "TEXT NOT NULL CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')) DEFAULT 'short text'",
            ),
            ("StatementTypeId", "INTEGER"),
        ],
        constraints: ", FOREIGN KEY(StatementTypeId) REFERENCES STATEMENTTYPES(ID) ON DELETE CASCADE, UNIQUE (Variable, StatementTypeId)",
    },
    Definition {
        name: "VARIABLELINKS",
        columns: &[ID, ("SourceVariableId", "INTEGER"), ("TargetVariableId", "INTEGER")],
        constraints: ", CHECK (TargetVariableId != SourceVariableId), \
            FOREIGN KEY(SourceVariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE, \
            FOREIGN KEY(TargetVariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE",
    },
    Definition {
        name: "REGEXES",
        columns: &[("Label", "TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)"), RED, GREEN, BLUE],
        constraints: "",
    },
    Definition {
        name: "CODERRELATIONS",
        columns: &[
            ID,
            ("Coder", "INTEGER CHECK(Coder > 0)"),
            ("OtherCoder", "INTEGER CHECK(OtherCoder > 0)"),
            ("viewStatements", FLAG),
            ("editStatements", FLAG),
            ("viewDocuments", FLAG),
            ("editDocuments", FLAG),
        ],
        constraints: ", CHECK (Coder != OtherCoder), FOREIGN KEY(Coder) REFERENCES CODERS(ID) ON DELETE CASCADE, \
            FOREIGN KEY(OtherCoder) REFERENCES CODERS(ID) ON DELETE CASCADE",
    },
    Definition {
        name: "STATEMENTS",
        columns: &[
            ID,
            ("StatementTypeId", "INTEGER"),
            ("DocumentId", "INTEGER"),
            ("Start", "INTEGER NOT NULL CHECK(Start >= 0)"),
            ("Stop", "INTEGER NOT NULL CHECK(Stop >= 0)"),
            ("Coder", "INTEGER"),
        ],
        constraints: ", CHECK (Start < Stop), FOREIGN KEY(StatementTypeId) REFERENCES STATEMENTTYPES(ID) ON DELETE CASCADE, \
            FOREIGN KEY(Coder) REFERENCES CODERS(ID) ON DELETE CASCADE, \
            FOREIGN KEY(DocumentId) REFERENCES DOCUMENTS(ID) ON DELETE CASCADE",
    },
    Definition {
        name: "ENTITIES",
        columns: &[
            ID,
            ("VariableId", "INTEGER NOT NULL"),
            ("Value", "TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Value) < 191)"),
            ("Red", "INTEGER CHECK (Red BETWEEN 0 AND 255)"),
            ("Green", "INTEGER CHECK (Green BETWEEN 0 AND 255)"),
            ("Blue", "INTEGER CHECK (Blue BETWEEN 0 AND 255)"),
            ("ChildOf", "INTEGER CHECK(ChildOf > 0)"),
        ],
        constraints: ", UNIQUE (VariableId, Value), FOREIGN KEY(ChildOf) REFERENCES ENTITIES(ID) ON DELETE CASCADE, \
            FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE",
    },
    Definition {
        name: "DATABOOLEAN",
        columns: &[
            ID,
            ("StatementId", "INTEGER NOT NULL"),
            ("VariableId", "INTEGER NOT NULL"),
            ("Value", "INTEGER NOT NULL DEFAULT 1"),
        ],
        constraints: OF_STATEMENT,
    },
    Definition {
        name: "DATAINTEGER",
        columns: &[
            ID,
            ("StatementId", "INTEGER NOT NULL"),
            ("VariableId", "INTEGER NOT NULL"),
            ("Value", "INTEGER NOT NULL DEFAULT 0"),
        ],
        constraints: OF_STATEMENT,
    },
    Definition {
        name: "DATASHORTTEXT",
        columns: &[
            ID,
            ("StatementId", "INTEGER NOT NULL"),
            ("VariableId", "INTEGER NOT NULL"),
            ("Entity", "INTEGER NOT NULL REFERENCES ENTITIES(ID) ON DELETE CASCADE"),
        ],
        constraints: OF_STATEMENT,
    },
    Definition {
        name: "DATALONGTEXT",
        columns: &[
            ID,
            ("StatementId", "INTEGER NOT NULL"),
            ("VariableId", "INTEGER NOT NULL"),
            ("Value", "TEXT DEFAULT ''"),
        ],
        constraints: OF_STATEMENT,
    },
    Definition {
        name: "ATTRIBUTEVARIABLES",
        columns: &[
            ID,
            ("VariableId", "INTEGER NOT NULL"),
            ("AttributeVariable", "TEXT NOT NULL CHECK (LENGTH(AttributeVariable) < 191)"),
        ],
        constraints: ", UNIQUE(VariableId, AttributeVariable), FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE",
    },
    Definition {
        name: "ATTRIBUTEVALUES",
        columns: &[
            ID,
            ("EntityId", "INTEGER NOT NULL"),
            ("AttributeVariableId", "INTEGER NOT NULL"),
            ("AttributeValue", "TEXT NOT NULL DEFAULT '' CHECK (LENGTH(AttributeValue) < 191)"),
        ],
        constraints: ", UNIQUE (EntityId, AttributeVariableId), FOREIGN KEY(EntityId) REFERENCES ENTITIES(ID) ON DELETE CASCADE, \
            FOREIGN KEY(AttributeVariableId) REFERENCES ATTRIBUTEVARIABLES(ID) ON DELETE CASCADE",
    },
];

/// The definition of this table.
pub(crate) fn definition(name: &str) -> Option<&'static Definition> {
    TABLES.iter().find(|table| table.name == name)
}
