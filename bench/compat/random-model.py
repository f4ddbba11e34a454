"""Writes a tiny llama model of random weights with the vocabulary of another file: random-model.py VOCABULARY.gguf OUTPUT.gguf"""

import sys

import numpy
from gguf import GGUFReader, GGUFValueType, GGUFWriter

SIZE, LAYERS, HEADS, INNER, CONTEXT = 64, 2, 4, 128, 65_536
TEMPLATE = (
    "{% if tools %}Tools: {{ tools | tojson }}\n{% endif %}"
    "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}assistant: "
)


def main(vocabulary: str, output: str) -> None:
    reader = GGUFReader(vocabulary)
    writer = GGUFWriter(output, "llama")
    tokens = 0
    for field in reader.fields.values():
        if not field.name.startswith("tokenizer.") or field.name == "tokenizer.chat_template":
            continue
        value, kind = field.contents(), field.types[0]
        if field.name == "tokenizer.ggml.tokens":
            tokens = len(value)
        writer.add_key_value(field.name, value, kind, field.types[-1] if kind == GGUFValueType.ARRAY else None)
    writer.add_chat_template(TEMPLATE)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(SIZE)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(SIZE // HEADS)
    writer.add_vocab_size(tokens)
    random = numpy.random.default_rng(1)

    def weights(name: str, *shape: int) -> None:
        writer.add_tensor(name, random.normal(0, 0.2, shape).astype(numpy.float32))

    weights("token_embd.weight", tokens, SIZE)
    weights("output.weight", tokens, SIZE)
    writer.add_tensor("output_norm.weight", numpy.ones(SIZE, numpy.float32))
    for layer in range(LAYERS):
        prefix = f"blk.{layer}"
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            weights(f"{prefix}.{name}.weight", SIZE, SIZE)
        weights(f"{prefix}.ffn_gate.weight", INNER, SIZE)
        weights(f"{prefix}.ffn_up.weight", INNER, SIZE)
        weights(f"{prefix}.ffn_down.weight", SIZE, INNER)
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{prefix}.{name}.weight", numpy.ones(SIZE, numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
