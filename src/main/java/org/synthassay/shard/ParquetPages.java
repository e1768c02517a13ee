package org.synthassay.shard;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * A column chunk, a page at a time.
 *
 * <p>Parquet's own reader takes a whole chunk into memory, and writers put a whole table of images
 * into one row group.
 */
final class ParquetPages implements PageReader {
  private final InputStream in;
  private final PrimitiveType type;
  private final CompressionCodecName codecName;
  private final BytesInputDecompressor codec;
  private final int maxBytes;
  private final long values;
  private long valuesRead;
  private @Nullable PageHeader ahead;

  ParquetPages(
      InputStream in, ColumnChunkMetaData chunk, CompressionCodecFactory codecs, int maxBytes)
      throws IOException {
    this.in = in;
    this.type = chunk.getPrimitiveType();
    this.codecName = chunk.getCodec();
    this.maxBytes = maxBytes;
    this.values = chunk.getValueCount();
    try {
      this.codec = codecs.getDecompressor(chunk.getCodec());
    } catch (RuntimeException e) {
      throw new IOException("its codec " + chunk.getCodec() + " is not at hand", e);
    }
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader header = header();
      if (!header.isSetDictionary_page_header()) {
        ahead = header;
        return null;
      }
      DictionaryPageHeader dictionary = header.getDictionary_page_header();
      return new DictionaryPage(
          expanded(header),
          header.getUncompressed_page_size(),
          dictionary.getNum_values(),
          Encoding.valueOf(dictionary.getEncoding().name()));
    } catch (IOException e) {
      throw new ParquetDecodingException(e.getMessage(), e);
    }
  }

  @Override
  public DataPage readPage() {
    try {
      while (true) {
        PageHeader header = header();
        if (header.isSetData_page_header()) {
          return pageV1(header, header.getData_page_header());
        }
        if (header.isSetData_page_header_v2()) {
          return pageV2(header, header.getData_page_header_v2());
        }
        in.skipNBytes(header.getCompressed_page_size());
      }
    } catch (IOException e) {
      throw new ParquetDecodingException(e.getMessage(), e);
    }
  }

  private PageHeader header() throws IOException {
    PageHeader header = ahead;
    ahead = null;
    if (header != null) {
      return header;
    }
    if (valuesRead >= values) {
      throw new EOFException("a column chunk ends before its last value");
    }
    header = Util.readPageHeader(in);
    int packed = header.getCompressed_page_size();
    int expanded = header.getUncompressed_page_size();
    if (packed < 0 || expanded < 0 || packed > maxBytes || expanded > maxBytes) {
      throw new IOException(
          "a page claims %d bytes, expanded %d, limit is %d".formatted(packed, expanded, maxBytes));
    }
    return header;
  }

  private DataPage pageV1(PageHeader header, DataPageHeader page) throws IOException {
    count(page.getNum_values());
    return new DataPageV1(
        expanded(header),
        page.getNum_values(),
        header.getUncompressed_page_size(),
        Statistics.createStats(type),
        encoding(page.getRepetition_level_encoding()),
        encoding(page.getDefinition_level_encoding()),
        encoding(page.getEncoding()));
  }

  private DataPage pageV2(PageHeader header, DataPageHeaderV2 page) throws IOException {
    count(page.getNum_values());
    int repetition = page.getRepetition_levels_byte_length();
    int definition = page.getDefinition_levels_byte_length();
    int packed = header.getCompressed_page_size() - repetition - definition;
    int expanded = header.getUncompressed_page_size() - repetition - definition;
    if (repetition < 0 || definition < 0 || packed < 0 || expanded < 0) {
      throw new IOException("a page's levels take more bytes than the page");
    }
    BytesInput repetitions = BytesInput.from(read(repetition));
    BytesInput definitions = BytesInput.from(read(definition));
    byte[] data = read(packed);
    return DataPageV2.uncompressed(
        page.getNum_rows(),
        page.getNum_nulls(),
        page.getNum_values(),
        repetitions,
        definitions,
        encoding(page.getEncoding()),
        page.isIs_compressed() ? expanded(data, expanded) : BytesInput.from(data),
        Statistics.createStats(type));
  }

  private void count(int pageValues) throws IOException {
    if (pageValues < 0) {
      throw new IOException("a page claims " + pageValues + " values");
    }
    valuesRead += pageValues;
  }

  private BytesInput expanded(PageHeader header) throws IOException {
    return expanded(read(header.getCompressed_page_size()), header.getUncompressed_page_size());
  }

  private BytesInput expanded(byte[] packed, int size) throws IOException {
    if (codecName == CompressionCodecName.UNCOMPRESSED) {
      return BytesInput.from(packed);
    }
    if (codecName != CompressionCodecName.SNAPPY) {
      return BytesInput.from(codec.decompress(BytesInput.from(packed), size).toByteArray());
    }
    // Snappy's decoder takes memory for the length that its own first bytes claim.
    if (Snappy.uncompressedLength(packed) != size) {
      throw new IOException(
          "a page's Snappy block disagrees with its header of " + size + " bytes");
    }
    byte[] expanded = new byte[size];
    Snappy.uncompress(packed, 0, packed.length, expanded, 0);
    return BytesInput.from(expanded);
  }

  private byte[] read(int count) throws IOException {
    byte[] bytes = ShardStream.read(in, count);
    if (bytes.length < count) {
      throw new EOFException("a page ends after " + bytes.length + " of its " + count + " bytes");
    }
    return bytes;
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }
}
