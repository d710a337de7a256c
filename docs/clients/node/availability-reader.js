// Reads the committed images of `availability` and prints one line for each.
//
//   npm install --no-package-lock
//   node availability-reader.js BOOTSTRAP REGISTRY_URL [--once]
//
// --once ends at the end of the topic as it was at the start.
import kafkajs from 'kafkajs'
import registryClient from '@kafkajs/confluent-schema-registry'
import lz4 from 'lz4js'

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs
const { SchemaRegistry } = registryClient
const TOPIC = 'availability'

const [bootstrap, registryUrl, flag] = process.argv.slice(2)
if (!bootstrap || !registryUrl) {
  console.error('usage: node availability-reader.js BOOTSTRAP REGISTRY_URL [--once]')
  process.exit(2)
}

// Zaiko writes batches compressed with LZ4, which kafkajs does not bring along.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async encoder => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async buffer => Buffer.from(lz4.decompress(buffer))
})

const kafka = new Kafka({
  clientId: 'availability-reader',
  brokers: bootstrap.split(','),
  logLevel: logLevel.ERROR
})
// The client fetches the writer's schema by the id in the record's first five bytes, and remembers it.
const registry = new SchemaRegistry({ host: registryUrl })

// timestamp-micros arrives as a number of microseconds; a Date holds milliseconds.
const instant = micros => new Date(Math.floor(micros / 1000)).toISOString()

const shelves = new Map()

// The last record of a key by offset wins; an empty value withdraws the shelf.
async function accept(message) {
  const key = message.key.toString()
  if (message.value === null) {
    shelves.delete(key)
    console.log(`${key} withdrawn`)
    return
  }
  const image = await registry.decode(message.value)
  shelves.set(key, image)
  console.log(
    `${image.location_id} ${image.sku} on hand ${image.on_hand}, to sell ${image.available_to_sell},` +
      ` ${image.status}, as of ${instant(image.as_of)}, version ${image.version}`
  )
}

// Partitions of --once that still have records to read, by their number: the offset to reach.
async function endOfTopic() {
  const admin = kafka.admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(TOPIC)
  await admin.disconnect()
  return new Map(
    offsets.filter(o => BigInt(o.high) > BigInt(o.low)).map(o => [o.partition, BigInt(o.high)])
  )
}

const remaining = flag === '--once' ? await endOfTopic() : null
// A group of its own and no commits: every start reads the compacted topic from its beginning.
const consumer = kafka.consumer({ groupId: `availability-reader-${Date.now()}`, readUncommitted: false })

async function stop() {
  await consumer.disconnect()
  console.log(`${shelves.size} shelves`)
  process.exit(0)
}

// A fault that a retry does not mend ends the reader, and says so.
consumer.on(consumer.events.CRASH, ({ payload }) => {
  if (!payload.restart) {
    console.error(`availability-reader: ${payload.error.message}`)
    process.exit(1)
  }
})

await consumer.connect()
await consumer.subscribe({ topics: [TOPIC], fromBeginning: true })
await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: true,
  eachBatch: async ({ batch, heartbeat }) => {
    for (const message of batch.messages) {
      await accept(message)
    }
    await heartbeat()
    // lastOffset counts transaction markers and aborted records too.
    if (remaining !== null && BigInt(batch.lastOffset()) + 1n >= (remaining.get(batch.partition) ?? 0n)) {
      remaining.delete(batch.partition)
      if (remaining.size === 0) {
        setImmediate(stop)
      }
    }
  }
})
process.on('SIGINT', stop)
if (remaining !== null && remaining.size === 0) {
  await stop()
}
