/*
 * Copyright 2026 the Flight Spring Boot authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.flightspring.arrow.memory;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Collection;

import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.AllocationReservation;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.BufferManager;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.RoundingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An allocator that releases the foreign memory that it refuses, as
 * {@link BufferAllocator#wrapForeignAllocation} specifies. Arrow's own allocators do not.
 * Without this class, the native memory of a batch of the C data interface is never
 * released when the batch exceeds a limit. All other methods delegate to an allocator of
 * Arrow, whose class cannot be extended.
 */
final class ReleasingAllocator implements BufferAllocator {

	// later versions of arrow-c-data release refused memory themselves
	private static final Version LAST_THAT_DOES_NOT_RELEASE = Version.parse("19.0.0");

	private final BufferAllocator allocator;

	ReleasingAllocator(BufferAllocator allocator) {
		this.allocator = allocator;
	}

	@Override
	public ArrowBuf wrapForeignAllocation(ForeignAllocation allocation) {
		try {
			return this.allocator.wrapForeignAllocation(allocation);
		}
		catch (OutOfMemoryException ex) {
			if (!isReleasedByItsLibrary(allocation)) {
				release(allocation);
			}
			throw ex;
		}
	}

	private static boolean isReleasedByItsLibrary(ForeignAllocation allocation) {
		Package library = allocation.getClass().getPackage();
		String version = (library != null) ? library.getImplementationVersion() : null;
		return version != null && library.getName().equals("org.apache.arrow.c")
				&& Version.parse(version).compareTo(LAST_THAT_DOES_NOT_RELEASE) > 0;
	}

	// only an allocator can do this
	private static void release(ForeignAllocation allocation) {
		try (BufferAllocator unlimited = new RootAllocator()) {
			unlimited.wrapForeignAllocation(allocation).close();
		}
	}

	@Override
	public BufferAllocator newChildAllocator(String name, long initReservation, long maxAllocation) {
		return new ReleasingAllocator(this.allocator.newChildAllocator(name, initReservation, maxAllocation));
	}

	@Override
	public BufferAllocator newChildAllocator(String name, AllocationListener listener, long initReservation,
			long maxAllocation) {
		return new ReleasingAllocator(this.allocator.newChildAllocator(name, listener, initReservation, maxAllocation));
	}

	@Override
	public ArrowBuf buffer(long size) {
		return this.allocator.buffer(size);
	}

	@Override
	public ArrowBuf buffer(long size, @Nullable BufferManager manager) {
		return this.allocator.buffer(size, manager);
	}

	@Override
	public BufferAllocator getRoot() {
		return this.allocator.getRoot();
	}

	@Override
	public void close() {
		this.allocator.close();
	}

	@Override
	public long getAllocatedMemory() {
		return this.allocator.getAllocatedMemory();
	}

	@Override
	public long getLimit() {
		return this.allocator.getLimit();
	}

	@Override
	public long getInitReservation() {
		return this.allocator.getInitReservation();
	}

	@Override
	public void setLimit(long newLimit) {
		this.allocator.setLimit(newLimit);
	}

	@Override
	public long getPeakMemoryAllocation() {
		return this.allocator.getPeakMemoryAllocation();
	}

	@Override
	public long getHeadroom() {
		return this.allocator.getHeadroom();
	}

	@Override
	public boolean forceAllocate(long size) {
		return this.allocator.forceAllocate(size);
	}

	@Override
	public void releaseBytes(long size) {
		this.allocator.releaseBytes(size);
	}

	@Override
	public AllocationListener getListener() {
		return this.allocator.getListener();
	}

	@Override
	public @Nullable BufferAllocator getParentAllocator() {
		return this.allocator.getParentAllocator();
	}

	@Override
	public Collection<BufferAllocator> getChildAllocators() {
		return this.allocator.getChildAllocators();
	}

	@Override
	public AllocationReservation newReservation() {
		return this.allocator.newReservation();
	}

	@Override
	public ArrowBuf getEmpty() {
		return this.allocator.getEmpty();
	}

	@Override
	public String getName() {
		return this.allocator.getName();
	}

	@Override
	public boolean isOverLimit() {
		return this.allocator.isOverLimit();
	}

	@Override
	public String toVerboseString() {
		return this.allocator.toVerboseString();
	}

	@Override
	public void assertOpen() {
		this.allocator.assertOpen();
	}

	@Override
	public RoundingPolicy getRoundingPolicy() {
		return this.allocator.getRoundingPolicy();
	}

	@Override
	public String toString() {
		return this.allocator.toString();
	}

}
