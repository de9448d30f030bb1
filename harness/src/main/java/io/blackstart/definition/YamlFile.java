package io.blackstart.definition;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
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
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads one YAML 1.2 document, with the place of everything in it. Merge keys are applied; tags other than those of the core
 * schema, duplicate keys, values nested too deeply, and aliases that make a document grow without bounds are problems.
 */
final class YamlFile {

    private static final int DEEPEST = 50;
    private static final int MOST_VALUES = 100_000;
    /** The core schema's, and the one that the library has for a whole <code>${NAME}</code>. */
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.ENV_TAG);

    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|\\d+(\\.\\d*)?([eE][-+]?\\d+)?|\\.\\d+([eE][-+]?\\d+)?|\\.inf|\\.nan)");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");

    private final Path file;
    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private YamlFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The document; empty where it cannot be read at all. */
    static Optional<Value> read(Path file, Problems problems) {
        return new YamlFile(file, problems).document();
    }

    /** The type of a scalar that is written without quotes. */
    static Value.Type type(String text) {
        if (NULL.matcher(text).matches()) {
            return Value.Type.NULL;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Value.Type.BOOLEAN;
        }
        return NUMBER.matcher(text).matches() ? Value.Type.NUMBER : Value.Type.TEXT;
    }

    private Optional<Value> document() {
        Place whole = Place.whole(file);
        try {
            String text = Files.readString(file);
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setSchema(new org.snakeyaml.engine.v2.schema.CoreSchema())
                    .setUseMarks(true)
                    .setMaxAliasesForCollections(DEEPEST)
                    .build();
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                problems.add(whole, "the file is empty", "expected a mapping");
            }
            return node.map(root -> value(root, 0));
        } catch (MalformedInputException e) {
            problems.add(whole, "the file is not UTF-8", "expected a YAML file");
        } catch (IOException e) {
            problems.add(whole, "the file cannot be read (" + reason(e) + ")", "expected a YAML file");
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(this::place).orElse(whole);
            problems.add(place, "this is not YAML: " + e.getProblem(), "expected YAML 1.2");
        } catch (YamlEngineException | StackOverflowError e) {
            problems.add(whole, "this is not YAML that can be read: " + firstLine(e), "expected one YAML 1.2 document");
        }
        return Optional.empty();
    }

    private static String reason(IOException failure) {
        return failure instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : failure.getClass().getSimpleName() + " " + failure.getMessage();
    }

    private static String firstLine(Throwable failure) {
        return failure instanceof StackOverflowError
                ? "it is nested too deeply"
                : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place place(Node node) {
        return node.getStartMark().map(this::place).orElse(Place.whole(file));
    }

    private Value value(Node node, int depth) {
        Place place = place(node);
        if (depth > DEEPEST) {
            problems.add(place, "values are nested more than " + DEEPEST + " deep", "expected fewer levels");
            return nothing(place);
        }
        if (++values > MOST_VALUES) {
            if (values == MOST_VALUES + 1) {
                problems.add(place, "aliases make this file grow beyond " + MOST_VALUES + " values", "expected fewer");
            }
            return nothing(place);
        }
        if (!PLAIN.contains(node.getTag())) {
            problems.add(place, "the tag " + node.getTag().getValue() + " has no meaning here", "leave it out");
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
            boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN
                    && !scalar.getTag().equals(Tag.STR);
            String text = scalar.getValue();
            return new Value.Scalar(place, text, plain ? type(text) : Value.Type.TEXT);
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(value(item, depth + 1)));
            return new Value.Items(place, List.copyOf(items));
        }
        return mapping((MappingNode) node, place, depth);
    }

    private Value mapping(MappingNode node, Place place, int depth) {
        Map<String, Value.Entry> own = new LinkedHashMap<>();
        Map<String, Value.Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = place(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyPlace, "a key that is no word", "expected a plain key");
                continue;
            }
            Value value = value(tuple.getValueNode(), depth + 1);
            if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(merged, value);
            } else if (own.putIfAbsent(key.getValue(), new Value.Entry(keyPlace, value)) != null) {
                problems.add(
                        keyPlace,
                        "the key '" + key.getValue() + "' is there twice, first at line "
                                + own.get(key.getValue()).key().line(),
                        "expected each key once");
            }
        }
        merged.forEach(own::putIfAbsent);
        return new Value.Mapping(place, own);
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
