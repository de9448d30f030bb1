package io.blackstart.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document, with the place of everything in it. Merge keys are applied; tags other than those of the core
 * schema (and, in Compose files, {@code !reset} and {@code !override}), duplicate keys, values nested too deeply, and
 * aliases that make a document grow without bounds are problems.
 */
final class YamlFile {

    private static final int MOST_VALUES = 100_000;
    /** The core schema's, and the one that the library has for a whole <code>${NAME}</code>. */
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.ENV_TAG);

    private static final Map<Tag, Value.Laying> COMPOSE_TAGS =
            Map.of(new Tag("!reset"), Value.Laying.RESET, new Tag("!override"), Value.Laying.OVERRIDE);

    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|\\d+(\\.\\d*)?([eE][-+]?\\d+)?|\\.\\d+([eE][-+]?\\d+)?|\\.inf|\\.nan)");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");

    private final Path file;
    private final Map<Tag, Value.Laying> tags;
    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private YamlFile(Path file, Map<Tag, Value.Laying> tags, Problems problems) {
        this.file = file;
        this.tags = tags;
        this.problems = problems;
    }

    /** The document; empty where it cannot be read at all. */
    static Optional<Value> read(Path file, Problems problems) {
        return new YamlFile(file, Map.of(), problems).document().value();
    }

    /** The document of a Compose file, which has two tags of its own. */
    static Optional<Value> readCompose(Path file, Problems problems) {
        return new YamlFile(file, COMPOSE_TAGS, problems).document().value();
    }

    /**
     * What a file holds.
     *
     * @param value the document, where it is exactly one
     * @param broken whether it is no YAML at all
     */
    record Document(Optional<Value> value, boolean broken) {}

    /** What a file holds, without a word about its problems. */
    static Document look(Path file) {
        return new YamlFile(file, COMPOSE_TAGS, new Problems()).document();
    }

    /** The type of a scalar that is written without quotes. */
    static Value.Type type(String text) {
        if (NULL.matcher(text).matches()) {
            return Value.Type.NULL;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Value.Type.BOOLEAN;
        }
        return NUMBER.matcher(text).matches() ? Value.Type.NUMBER : Value.Type.WORD;
    }

    private Document document() {
        Optional<String> text = SourceText.read(file, "a YAML file", problems);
        if (text.isEmpty()) {
            return new Document(Optional.empty(), true);
        }
        try {
            LoadSettings settings = settings();
            return new YamlShape(file, settings, problems).isOneDocument(text.get())
                    ? new Document(
                            new Compose(settings).composeString(text.get()).map(root -> value(root, 0)), false)
                    : new Document(Optional.empty(), false);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(this::place).orElse(Place.whole(file));
            problems.add(place, "this is not YAML: " + e.getProblem(), "expected YAML 1.2");
        } catch (YamlVersionException e) {
            problems.add(YamlShape.directive(file, text.get()), "another version of YAML", "expected YAML 1.2");
        } catch (YamlEngineException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            problems.add(Place.whole(file), "this is not YAML that can be read: " + first, "expected YAML 1.2");
        }
        return new Document(Optional.empty(), true);
    }

    private LoadSettings settings() {
        return LoadSettings.builder()
                .setLabel(file.toString())
                .setSchema(new WithoutMerging())
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(MOST_VALUES)
                .build();
    }

    /** The core schema; merge keys are left to us, because the library follows them without bounds. */
    private static final class WithoutMerging extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place place(Node node) {
        return node.getStartMark().map(this::place).orElse(Place.whole(file));
    }

    private Value value(Node node, int depth) {
        if (!PLAIN.contains(node.getTag())) {
            problems.add(place(node), "the tag " + node.getTag().getValue() + " has no meaning here", "leave it out");
            return nothing(place(node));
        }
        return untagged(node, depth);
    }

    private Value untagged(Node node, int depth) {
        Place place = place(node);
        if (depth > YamlShape.DEEPEST) {
            YamlShape.tooDeep(place, problems);
            return nothing(place);
        }
        if (++values > MOST_VALUES) {
            if (values == MOST_VALUES + 1) {
                problems.add(place, "aliases make this file grow beyond " + MOST_VALUES + " values", "expected fewer");
            }
            return nothing(place);
        }
        if (!open.add(node)) {
            problems.add(place, "an alias that contains itself", "expected a value that ends");
            return nothing(place);
        }
        try {
            return known(node, place, depth);
        } finally {
            open.remove(node);
        }
    }

    private static Value nothing(Place place) {
        return new Value.Scalar(place, "", Value.Type.NULL);
    }

    private Value known(Node node, Place place, int depth) {
        if (node instanceof ScalarNode scalar) {
            return new Value.Scalar(place, scalar.getValue(), typeOf(scalar));
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (values > MOST_VALUES) {
                    break;
                }
                items.add(value(item, depth + 1));
            }
            return new Value.Items(place, List.copyOf(items));
        }
        return mapping((MappingNode) node, place, depth);
    }

    private static Value.Type typeOf(ScalarNode scalar) {
        Value.Type type = type(scalar.getValue());
        boolean saidToBeText = scalar.getTag().equals(Tag.STR) && type != Value.Type.WORD;
        return scalar.getScalarStyle() != ScalarStyle.PLAIN || saidToBeText ? Value.Type.TEXT : type;
    }

    private Value mapping(MappingNode node, Place place, int depth) {
        Map<String, Value.Entry> own = new LinkedHashMap<>();
        Map<String, Value.Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (values > MOST_VALUES) {
                break;
            }
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(place(tuple.getKeyNode()), "a key that is no word", "expected a plain key");
            } else if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(merged, value(tuple.getValueNode(), depth + 1));
            } else {
                entry(own, key, tuple.getValueNode(), depth + 1);
            }
        }
        merged.forEach(own::putIfAbsent);
        return new Value.Mapping(place, own);
    }

    private void entry(Map<String, Value.Entry> own, ScalarNode key, Node node, int depth) {
        Value.Laying laying = tags.getOrDefault(node.getTag(), Value.Laying.MERGED);
        Value value = laying == Value.Laying.MERGED ? value(node, depth) : untagged(node, depth);
        Value.Entry first = own.putIfAbsent(key.getValue(), new Value.Entry(place(key), value, laying));
        if (first != null) {
            problems.add(
                    place(key),
                    "the key '" + key.getValue() + "' is there twice, first at line "
                            + first.key().line(),
                    "expected each key once");
        }
    }

    /** Earlier mappings win over later ones, as the merge key's description has it. */
    private void merge(Map<String, Value.Entry> merged, Value value) {
        if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach(merged::putIfAbsent);
        } else if (value instanceof Value.Items items) {
            items.items().forEach(item -> merge(merged, item));
        } else {
            problems.add(value.place(), "a merge key with " + value.kind(), "expected a mapping or a list of them");
        }
    }
}
